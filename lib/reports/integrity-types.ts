import type { ChainReport } from "@/lib/audit";
import type { LedgerReport } from "@/lib/ledger";
import type { PicoUsd } from "@/lib/money";

/** What the self-audit found. */
export type Integrity = {
  readAt: Date;
  timeZone: string;
  /** "2026-11", the running month. */
  month: string;
  /** What the last check of everything found; null before the first one. */
  check: IntegrityCheck | null;
  /** True where that check found no entry and there are some by now, so that it says nothing of them. */
  isOutrun: boolean;
  /** A check that is asked for or under way: so many of its steps are done. */
  running: { done: number; steps: number } | null;
  /** When the last check broke off without a verdict; null where it did not. */
  brokeOffAt: Date | null;
  certainty: MonthCertainty;
  /** Calls that a provider charged more for than was held, since the beginning. */
  overruns: { calls: number; amountPicoUsd: PicoUsd };
  open: OpenCalls;
  /** Calls whose amount is still an estimate; counted up to a thousand and one. */
  estimates: { count: number; newest: EstimatedCall[] };
  /** The newest corrections, at most fifty. */
  adjustments: AdjustmentItem[];
};

export type IntegrityCheck = {
  checkedAt: Date;
  ledger: Pick<LedgerReport, "entries" | "driftPicoUsd" | "checks">;
  chain: Pick<ChainReport, "verified" | "broken">;
};

/** The running month's calls and dollars, and the calls of it that are not exact now. Unpriced calls have no dollars. */
export type MonthCertainty = {
  calls: number;
  costPicoUsd: PicoUsd;
  estimatedCalls: number;
  estimatedPicoUsd: PicoUsd;
  unpricedCalls: number;
};

/** Calls under way, and the one that is for the longest. */
export type OpenCalls = {
  count: number;
  oldest: { since: Date; memberName: string; model: string } | null;
};

export type EstimatedCall = {
  attemptId: string;
  memberName: string;
  model: string;
  purpose: string;
  endedAt: Date;
  costPicoUsd: PicoUsd;
  /** missing_usage, rejected_usage, stopped or interrupted. */
  reason: string | null;
  /** When the provider is asked about it again; null when it is not. */
  askAgainAt: Date | null;
  /** How often it was asked. */
  asked: number;
};

/** Why an amount is an estimate. */
export type EstimateReason = "missing_usage" | "rejected_usage" | "stopped" | "interrupted";

export type EstimateQuery = {
  /** Part of a member's name or email, or of a model's name. */
  text?: string | undefined;
  reason?: EstimateReason | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

export type EstimatePage = { calls: EstimatedCall[]; nextCursor: string | null };

export type AdjustmentItem = {
  attemptId: string;
  memberName: string;
  model: string;
  adjustedAt: Date;
  /** Null for Purser itself. */
  adjustedByName: string | null;
  why: string;
  /** How much more, or less, the call costs by it. */
  differencePicoUsd: PicoUsd;
  /** True for one of a month that was over: it is booked in the month in which it was made. */
  late: boolean;
};
