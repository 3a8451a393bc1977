export { bookedOf } from "./booked";
export { entryStatements } from "./record";
export {
  type ClosedRow,
  closeReservations,
  insertReservations,
  lockAttempts,
  toClosed,
} from "./reservations";
export { listOpenDays, type SealInput, sealDays } from "./seal-days";
export { dayLock } from "./seals";
export { type LedgerTotals, ledgerTotals } from "./totals";
export type {
  AttemptFacts,
  Booking,
  Certainty,
  CertaintyReason,
  ClosedReservation,
  NewEntry,
  NewReservation,
  Purpose,
  ReservationEnd,
  ServiceTier,
} from "./types";
export { type LedgerCheck, type LedgerReport, verifyLedger } from "./verify";
export { CHECK_NAMES, type CheckName } from "./verify-checks";
