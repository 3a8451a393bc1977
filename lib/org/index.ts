export { type Acceptance, acceptInvitation } from "./accept-invitation";
export { addMember, type MemberToAdd } from "./add-member";
export { lockOrganisation } from "./admin";
export { forgiveAttempts, takeAttempt } from "./attempts";
export { changePassword, type PasswordChange } from "./change-password";
export { changeRole } from "./change-role";
export { API_KEYS_MAX, createApiKey } from "./create-api-key";
export { createDepartment } from "./create-department";
export { createInvitation, INVITATION_DAYS, type NewInvitation } from "./create-invitation";
export { createOrganisation, type NewOrganisation } from "./create-organisation";
export { deleteDepartment } from "./delete-department";
export { deleteDepartments } from "./delete-departments";
export { deletePlan } from "./delete-plan";
export { findDeletionConsent, setDeletionConsent } from "./deletion-consent";
export { departmentName } from "./department-fields";
export { disableMember } from "./disable-member";
export { enableMember } from "./enable-member";
export { memberFields } from "./fields";
export { findApiKeyByPrefix } from "./find-api-key";
export { findApiKeyCaller } from "./find-api-key-caller";
export { findDepartmentByName } from "./find-department";
export { findDepartmentOf } from "./find-department-of";
export { findInvitation } from "./find-invitation";
export { type Credentials, findCredentials, findMemberByEmail, findSessionProfile } from "./find-member";
export { findOrganisation } from "./find-organisation";
export { findPlanByName } from "./find-plan";
export { FIRST_ASSISTANTS } from "./first-assistants";
export { FIRST_PROMPTS } from "./first-prompts";
export { getMember } from "./get-member";
export { getPlanOf, type MemberPlan } from "./get-plan";
export { readImageHost } from "./image-host";
export { getImageHosts, IMAGE_HOSTS_MAX, setImageHosts } from "./image-hosts";
export { currentImageHosts } from "./image-memory";
export { listApiKeys } from "./list-api-keys";
export {
  DEPARTMENTS_MAX,
  listDepartments,
} from "./list-departments";
export { listInvitations } from "./list-invitations";
export { listMemberApiKeys } from "./list-member-api-keys";
export { listMembers, type MemberPage } from "./list-members";
export { listPlans, PLANS_MAX } from "./list-plans";
export { hashPassword, verifyPassword } from "./password";
export { type PlanInput, planFields } from "./plan-fields";
export { getPreferences, type Preferences, setPreferences } from "./preferences";
export { readFields } from "./read-fields";
export { rememberFor } from "./remember";
export { renameDepartment } from "./rename-department";
export { renameMember } from "./rename-member";
export { revokeApiKey } from "./revoke-api-key";
export { revokeInvitation } from "./revoke-invitation";
export { revokeMemberApiKeys } from "./revoke-member-api-keys";
export { savePlan } from "./save-plan";
export { setMembersState } from "./set-members-state";
export { signOutEverywhere } from "./sign-out-everywhere";
export { signOutMember } from "./sign-out-member";
export { getThreadRules, holdThreadRules, setThreadRules } from "./thread-rules";
export type {
  Actor,
  ApiKeyListItem,
  Ctx,
  DepartmentListItem,
  InvitationListItem,
  InvitationView,
  MemberFilter,
  MemberListItem,
  Plan,
  PlanListItem,
  Profile,
  ProgramCtx,
  Role,
  ThreadRules,
} from "./types";
