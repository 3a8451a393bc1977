export { recordUsage } from "./record";
export { closeReservation, createReservation } from "./reservations";
export { type LedgerTotals, ledgerTotals } from "./totals";
export type { Certainty, CertaintyReason, ClosedReservation, UsageEntry } from "./types";
export { type LedgerReport, verifyLedger } from "./verify";
