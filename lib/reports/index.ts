export { type CsvCell, csvLine } from "./csv";
export { getIntegrity } from "./get-integrity";
export { getMemberMonth } from "./get-member-month";
export { getOrgMonth } from "./get-org-month";
export { getThreadStatistics } from "./get-thread-statistics";
export { listMemberSpend, type MemberSpendInput } from "./list-member-spend";
export { listPlanExposures, type OfferedModel } from "./list-plan-exposures";
export { readMonth } from "./span";
export type * from "./types";
