import type { PicoUsd } from "@/lib/money";
import type { Usage } from "@/lib/pricing/types";

export type Certainty = "exact" | "estimated" | "unpriced";
export type CertaintyReason = "missing_usage" | "rejected_usage" | "stopped" | "interrupted";
export type Purpose = "answer" | "title";
export type ServiceTier = "default" | "flex" | "batch";

/** Whom and what an attempt was for. Null where there is none. */
export type AttemptFacts = {
  attemptId: string;
  runId: string;
  userId: string;
  threadId: string;
  /** The member's department at admission. */
  departmentId: string | null;
  apiKeyId: string | null;
  assistantId: string | null;
  purpose: Purpose;
  provider: string;
  model: string;
  priceId: string | null;
  serviceTier: ServiceTier;
  simulated: boolean;
};

/** Where in time an entry belongs: day and first day of the month of `occurredAt` in the organisation's zone. */
export type Occurrence = { occurredAt: Date; day: string; month: string };

/** What an attempt used and cost. */
export type Booking = {
  usage: Usage;
  costPicoUsd: PicoUsd;
  certainty: Certainty;
  certaintyReason: CertaintyReason | null;
};

/** One row to append. An adjustment's figures may be negative. */
export type NewEntry = AttemptFacts &
  Occurrence &
  Booking & {
    kind: "usage" | "adjustment";
    overrunPicoUsd: PicoUsd;
    inBudgets: boolean;
    adjustedBy: string | null;
    adjustedWhy: string | null;
  };

export type NewReservation = {
  reservationId: string;
  attemptId: string;
  userId: string;
  amountPicoUsd: PicoUsd;
  occurredAt: Date;
};

export type ReservationEnd = "posted" | "voided" | "expired";
export type ClosedReservation = {
  reservationId: string;
  attemptId: string;
  amountPicoUsd: PicoUsd;
  occurredAt: Date;
};
