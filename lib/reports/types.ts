import type { PicoUsd } from "@/lib/money";

export type * from "./anomalies/types";
export type * from "./cost-types";
export type * from "./diagnostics/types";
export type * from "./forecast-types";
export type * from "./integrity-types";
export type { Minimums } from "./minimums/get-minimums";
export type * from "./planning-types";
export type * from "./thread-types";
export type * from "./usage-types";
export type * from "./views/types";

import type { PlanListItem } from "@/lib/org/types";

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
/**
 * `title` is null once the thread was deleted. `isApiKey`: it bears the costs of an API key and cannot be opened.
 * `isTemporary`: it never had a title.
 */
export type ThreadSum = UsageSum & {
  threadId: string;
  title: string | null;
  isApiKey: boolean;
  isTemporary: boolean;
};

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

/** A model whose calls ran without a price, and how many did. */
export type UnpricedModel = { provider: string; model: string; calls: number };
/** The same by day and by what the calls were for. */
export type UnpricedUse = UnpricedModel & { lines: UnpricedLine[] };
export type UnpricedLine = { day: string; purpose: string; calls: number };

/** An amount, and the part of it that is not exact. */
export type CostSum = Pick<UsageSum, "costPicoUsd" | "estimatedPicoUsd">;

export type MemberSpend = {
  userId: string;
  name: string;
  email: string;
  disabled: boolean;
  calls: number;
  answers: number;
  /** How many of the calls have no price: what they cost is not in the sums. */
  unpriced: number;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  /** Zero for a closed month. */
  todayPicoUsd: PicoUsd;
  todayEstimatedPicoUsd: PicoUsd;
  /** The limits that hold for the member alone, whether theirs, their department's or their plan's. */
  monthLimitPicoUsd: PicoUsd | null;
  dayLimitPicoUsd: PicoUsd | null;
  /** Those that are set for the member by name. */
  ownMonthLimitPicoUsd: PicoUsd | null;
  ownDayLimitPicoUsd: PicoUsd | null;
};

/** What an assistant was asked in a month. */
export type AssistantSpend = UsageSum & { assistantId: string };

export type MemberSpendPage = { members: MemberSpend[]; nextCursor: string | null };

/** A model that members can choose: `id` is `provider/model`. */
export type OfferedModel = { id: string; provider: string; model: string };

/** One that can be reckoned with; `isOffered` is false where it was used and no provider offers it at present. */
export type ReckonedModel = OfferedModel & { isOffered?: boolean | undefined };

/** What is missing where the most that a member can cost is not bounded. */
export type Unbounded = "messages" | "input" | "output" | "price";

/** The most that one member with a plan can cost in a month. */
export type Exposure = {
  /** Null where it is not bounded; `missing` then says why. */
  monthPicoUsd: PicoUsd | null;
  /** One message at its worst; null where that is not bounded. */
  messagePicoUsd: PicoUsd | null;
  /** The model that it is worst with; null where none is offered. */
  model: string | null;
  /** How many of them in a month, by whichever budget of the plan allows the fewest. */
  messages: bigint | null;
  missing: Unbounded | null;
};

/** `messages` is what the plan's own budget lets each member send in a month; null where it has none. */
export type PlanExposure = PlanListItem & { messages: bigint | null; exposure: Exposure };

export type PlanExposures = {
  plans: PlanExposure[];
  /** Each active member of each plan at their worst; null where that is not bounded. */
  totalPicoUsd: PicoUsd | null;
  /** The organisation's month in dollars that stops calls; null where there is none. */
  orgMonthPicoUsd: PicoUsd | null;
};

/** What every report takes: the month ("2026-11", the current one when absent). Tests give the clock and the zone. */
export type ReportInput = {
  month?: string | undefined;
  now?: Date | undefined;
  timeZone?: string | undefined;
};
