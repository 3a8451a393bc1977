import type { PicoUsd } from "@/lib/money";

export type UsageSum = {
  calls: number;
  answers: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
};

/** `month` is "2026-11"; `day` is "2026-11-22", in the organisation's zone. */
export type DaySum = UsageSum & { day: string };
export type ModelSum = UsageSum & { provider: string; model: string };
export type PurposeSum = UsageSum & { purpose: string };
/** `title` is null once the thread was deleted. */
export type ThreadSum = UsageSum & { threadId: string; title: string | null };

/** The calendar a report was made for. */
export type MonthSpan = {
  month: string;
  currentMonth: string;
  timeZone: string;
  /** Today, when the report is of the current month; null for a closed one. */
  today: string | null;
  /** The days that have begun, oldest first: the whole month once it is closed. */
  days: string[];
  /** The last day of the month, begun or not. */
  lastDay: string;
  /** The first month with any usage; null when there is none yet. */
  firstMonth: string | null;
  readAt: Date;
};

export type MemberMonth = {
  span: MonthSpan;
  total: UsageSum;
  /** Null for a closed month. */
  today: UsageSum | null;
  /** One for each day of the span, also where nothing was used. */
  days: DaySum[];
  models: ModelSum[];
  purposes: PurposeSum[];
  /** The dearest first, at most 50; the rest is in `otherThreads`. */
  threads: ThreadSum[];
  otherThreads: { count: number; sum: UsageSum } | null;
};

/** An amount, and the part of it that is not exact. */
export type CostSum = Pick<UsageSum, "costPicoUsd" | "estimatedPicoUsd">;

/** One stacked piece of one day. `key` is a member's or a model's id, or "others" beyond the top nine. */
export type StackPiece = CostSum & { day: string; key: string };
export type StackKey = CostSum & { key: string; label: string };
export type StackBy = "member" | "model";

/** The first `days` days of the month beside the same days of the month before. */
export type SameSpan = {
  days: number;
  previousMonth: string;
  costPicoUsd: PicoUsd;
  previousPicoUsd: PicoUsd;
};

export type OrgMonth = {
  span: MonthSpan;
  total: UsageSum;
  /** Null for a closed month. */
  today: UsageSum | null;
  sameSpan: SameSpan;
  /** What is held now for runs that are not settled yet. */
  committed: { reservations: number; amountPicoUsd: PicoUsd };
  activeMembers: number;
  memberCount: number;
  /** Keys from the dearest to the cheapest, "others" last. */
  stack: { by: StackBy; keys: StackKey[]; pieces: StackPiece[] };
};

export type MemberSpend = {
  userId: string;
  name: string;
  email: string;
  disabled: boolean;
  answers: number;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  /** Zero for a closed month. */
  todayPicoUsd: PicoUsd;
  monthLimitPicoUsd: PicoUsd | null;
  dayLimitPicoUsd: PicoUsd | null;
};

export type MemberSpendPage = { members: MemberSpend[]; nextCursor: string | null };

/** What every report takes: the month ("2026-11", the current one when absent). Tests give the clock and the zone. */
export type ReportInput = {
  month?: string | undefined;
  now?: Date | undefined;
  timeZone?: string | undefined;
};
