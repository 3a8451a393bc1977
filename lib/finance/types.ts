import type { PicoUsd } from "@/lib/money";
import type { DaySum, MonthSpan, UnpricedModel, UsageSum } from "@/lib/reports/types";

/** What a month costs a department. Basis points are hundredths of a percent. */
export type DepartmentCost = {
  departmentId: string;
  name: string;
  /** Everybody who belongs to it now. */
  members: number;
  basisPoints: number;
  /** Its part of the organisation's budget; null without a share, where there was none and where it is not known. */
  budgetPicoUsd: PicoUsd | null;
  /** What its own members made. */
  direct: UsageSum;
  /** Its part of what no department made. */
  sharedPicoUsd: PicoUsd;
  sharedEstimatedPicoUsd: PicoUsd;
  spentPicoUsd: PicoUsd;
  /** The part of what is spent that is not exact. */
  estimatedPicoUsd: PicoUsd;
  /** Below zero where more is spent than the budget. */
  leftPicoUsd: PicoUsd | null;
  /** How many of its own calls have no price, so that what they cost is in no amount; absent for none. */
  unpriced?: number;
  /** The same of the calls that it has a share of. */
  sharedUnpriced?: number;
};

type Unallocated = Pick<
  DepartmentCost,
  "basisPoints" | "budgetPicoUsd" | "sharedPicoUsd" | "sharedEstimatedPicoUsd" | "sharedUnpriced"
>;

export type Allocation = {
  /** Of the organisation; of a month that is over as it stood at its end. */
  budgetPicoUsd: PicoUsd | null;
  /** False for a month that was over before limits were kept. */
  isBudgetKnown: boolean;
  /** Of everything, as the ledger has it. */
  total: UsageSum;
  /** Of what no department made. */
  shared: UsageSum;
  departments: DepartmentCost[];
  unallocated: Unallocated;
  /** The models whose calls have no price, the most first; absent for none. */
  unpriced?: UnpricedModel[];
  /** How many of these calls no department made. */
  sharedUnpriced?: number;
};

export type AllocationPage = Allocation & {
  span: MonthSpan;
  departmentCount: number;
  nextCursor: string | null;
};

/** A row of a table: `key` is an id or `provider/model`, `label` null for what has no name. */
export type NamedSum = UsageSum & { key: string; label: string | null; unpriced?: number };

/** One month of the organisation, or of a department, for people who pay for it. */
export type MonthlyReport = {
  organisation: string;
  /** Null for the organisation. */
  department: DepartmentCost | null;
  span: MonthSpan & { firstDay: string };
  /** What its members made; for the organisation everything. */
  total: UsageSum;
  /** How many of the total's calls have no price; absent for none. */
  totalUnpriced?: number;
  /** The models of all calls without a price, those included that a department has a share of; absent for none. */
  unpriced?: UnpricedModel[];
  /** The total, with a department's part of what is shared. */
  spentPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  budgetPicoUsd: PicoUsd | null;
  isBudgetKnown: boolean;
  /** One for each day that has begun. */
  days: (DaySum & { unpriced?: number })[];
  /** For the organisation alone: its departments' costs and budgets, and what is left over. */
  allocation: Allocation | null;
  /** The dearest first; of members the first hundred and the others together. */
  models: NamedSum[];
  members: NamedSum[];
  /** What the running month costs by its end; null for a closed one and where there is too little to go by. */
  forecast: { expectedPicoUsd: PicoUsd; lowPicoUsd: PicoUsd; highPicoUsd: PicoUsd } | null;
};

/** A file of a month that is over. `isLast`: no later entry has made another revision of it. */
export type StoredReport = {
  reportId: string;
  /** "2026-11". */
  month: string;
  /** Null for the organisation. */
  departmentId: string | null;
  name: string;
  revision: number;
  isLast: boolean;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  /** How many calls of the month have no price now. */
  unpriced: number;
  createdAt: Date;
};

/** Who gets a report by mail; without a department it is the organisation's. */
export type ReportRecipients = {
  departmentId: string | null;
  name: string | null;
  recipients: string[];
  /** Those of them that get nothing, since they are addresses of disabled members. */
  disabled: string[];
};

/** How far the mails of a stored report are. */
export type ReportMailing = {
  reportId: string;
  sent: number;
  waiting: number;
  failed: number;
  cancelled: number;
  /** How many of those that failed or were cancelled can be sent again now. */
  again: number;
  /** When one that failed before is tried again. */
  nextTryAt: Date | null;
  /** One sentence about what failed, failed so far or was cancelled. */
  lastError: string | null;
};

/** A model on a day in UTC: what the provider charged, what Purser computed, and what can make the difference. */
export type ReconciliationRow = {
  day: string;
  /** The provider's name; the empty string for what belongs to no model. */
  model: string;
  /** Whether the provider's costs of this day were read. */
  isRead: boolean;
  /** Null where the provider says nothing of this model. */
  billedPicoUsd: PicoUsd | null;
  computedPicoUsd: PicoUsd;
  /** The part of what is computed that is not exact. */
  estimatedPicoUsd: PicoUsd;
  /** The part that was corrected later. */
  adjustedPicoUsd: PicoUsd;
  calls: number;
  unpricedCalls: number;
  /** In batch or flex, each rounded up to a whole pico-dollar. */
  roundedCalls: number;
  /** Sent, and never settled with a cost. */
  unsettledCalls: number;
};

export type Reconciliation = {
  provider: string;
  from: string;
  to: string;
  /** The newest day first. */
  rows: ReconciliationRow[];
  daysRead: string[];
  /** Of the days that were read. */
  billedPicoUsd: PicoUsd;
  computedPicoUsd: PicoUsd;
  /** The part of what is computed on them that is not exact. */
  estimatedPicoUsd: PicoUsd;
};
