export { AUDIT_ACTS } from "@/db/schema";
export { type AuditPage, type AuditQuery, listAudit } from "./list";
export { recordAct } from "./record";
export type {
  Act,
  AuditRow,
  ChainPlace,
  ChainReport,
  Details,
  Facts,
  Told,
  Via,
  Who,
} from "./types";
export { verifyChain } from "./verify";
