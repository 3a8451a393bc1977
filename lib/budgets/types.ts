export type * from "./requests/types";

/**
 * `plan` and `department_member` are limits that each member has of their own, with the members of the plan or
 * the department; `department` is one pool that they share. `self` is a member's own, lower limit.
 */
export type BudgetScope =
  | "org"
  | "department"
  | "department_member"
  | "plan"
  | "member"
  | "self"
  | "assistant"
  | "thread"
  | "api_key"
  | "model";
/** In ORG_TIME_ZONE; weeks begin on Monday, `total` never resets. */
export type BudgetPeriod = "day" | "week" | "month" | "total";
export type BudgetUnit = "usd" | "tokens" | "messages";
export type OnLimit = "block" | "downgrade" | "notify";

/** Amounts of a budget are in its unit: pico-USD, tokens or messages. */
export type Amount = bigint;

export type BudgetKey = {
  scope: BudgetScope;
  /** The id of what is limited, `provider/model` for a model; null for the organisation. */
  scopeId: string | null;
  period: BudgetPeriod;
  unit: BudgetUnit;
  onLimit: OnLimit;
};

/** A budget as it is set, without where it stands. */
export type Budget = BudgetKey & {
  budgetId: string;
  limit: Amount;
  downgradeTo: string | null;
  thresholds: number[];
};

/** What became of a budget; `after` is null where it was removed. */
export type BudgetChange = { before: Budget; after: Budget | null };

/** Where a budget stands for somebody in its current period. `remaining` is never negative. */
export type BudgetStanding = Budget & {
  /** The member whose share this is, or empty where it is shared. */
  subjectId: string;
  /** The limit with the top-ups that hold now. */
  effectiveLimit: Amount;
  spent: Amount;
  /** The part of what is spent in dollars that is not exact; absent where nobody asked. */
  estimated?: Amount;
  reserved: Amount;
  remaining: Amount;
  startsAt: Date;
  /** Null for `total`. */
  resetsAt: Date | null;
};

/** What a call is admitted for; ids that do not apply are null. Department and plan are read from the member. */
export type Caller = {
  userId: string;
  threadId: string | null;
  apiKeyId: string | null;
  assistantId: string | null;
  /** `provider/model`. */
  model: string;
};

/** Where a member writes. */
export type Place = Pick<Caller, "threadId" | "assistantId">;

/**
 * The worst case of a call as a line over its output tokens: `inputPicoUsd + outputTokens × outputPicoUsdPerToken`
 * dollars, `inputTokens + outputTokens` tokens, and `messages`.
 */
export type WorstCase = {
  inputPicoUsd: bigint;
  outputPicoUsdPerToken: bigint;
  inputTokens: number;
  outputTokensMax: number;
  /** Below this an answer is of no use, and the call is refused. */
  outputTokensMin: number;
  messages: number;
};

export type TopUp = {
  topUpId: string;
  budgetId: string;
  subjectId: string;
  amount: Amount;
  startsAt: Date;
  endsAt: Date;
  reason: string;
  createdByName: string;
};

/** What a thread may cost in all, in pico-USD, and what it has cost so far. */
export type ThreadLimit = {
  limit: Amount;
  spent: Amount;
  /** False for a limit that somebody else, an admin, set: it is not its member's to change. */
  isOwn: boolean;
};

/** What a member belongs to. */
export type Groups = { departmentId: string | null; planId: string | null };

/** Where a member was and where they are since. */
export type Move = { userId: string; before: Groups; after: Groups };
