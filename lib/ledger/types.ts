import type { PicoUsd } from "@/lib/money";
import type { Usage } from "@/lib/pricing/types";

export type Certainty = "exact" | "estimated" | "unpriced";
export type CertaintyReason = "missing_usage" | "rejected_usage" | "stopped" | "interrupted";

/** What one settled attempt used and cost. */
export type UsageEntry = {
  attemptId: string;
  runId: string;
  userId: string;
  threadId: string;
  purpose: "answer" | "title";
  provider: string;
  model: string;
  priceId: string;
  usage: Usage;
  costPicoUsd: PicoUsd;
  certainty: Certainty;
  certaintyReason: CertaintyReason | null;
  overrunPicoUsd: PicoUsd;
  simulated: boolean;
  occurredAt: Date;
  /** Day and first day of the month of `occurredAt` in the organisation's zone. */
  day: string;
  month: string;
};

export type ClosedReservation = { id: string; amountPicoUsd: PicoUsd; occurredAt: Date };
