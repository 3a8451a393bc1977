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

export type MemberMonth = {
  month: string;
  total: UsageSum;
  today: UsageSum;
  days: DaySum[];
  models: ModelSum[];
  purposes: PurposeSum[];
  /** The dearest first, at most 50; the rest is in `otherThreads`. */
  threads: ThreadSum[];
  otherThreads: { count: number; sum: UsageSum } | null;
};

/** One stacked piece of one day. `key` is a member's or a model's id, or "others" beyond the top nine. */
export type StackPiece = { day: string; key: string; costPicoUsd: PicoUsd };
export type StackKey = { key: string; label: string; costPicoUsd: PicoUsd };

export type OrgMonth = {
  month: string;
  total: UsageSum;
  today: UsageSum;
  activeMembers: number;
  memberCount: number;
  stack: { by: "member" | "model"; keys: StackKey[]; pieces: StackPiece[] };
};

export type MemberSpend = {
  userId: string;
  name: string;
  email: string;
  disabled: boolean;
  answers: number;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  monthLimitPicoUsd: PicoUsd | null;
  dayLimitPicoUsd: PicoUsd | null;
};
