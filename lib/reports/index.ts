export { getMemberMonth } from "./get-member-month";
export { getOrgMonth } from "./get-org-month";
export { listMemberSpend, type MemberSpendInput } from "./list-member-spend";
export { readMonth } from "./span";
export type * from "./types";
