import type { PicoUsd } from "@/lib/money";
import type { CostSum, UsageSum } from "./types";

export type CostGroup = "department" | "member" | "plan" | "model" | "provider" | "assistant" | "purpose";
export type Granularity = "day" | "week" | "month";
export type CostPreset =
  | "today"
  | "7d"
  | "30d"
  | "month"
  | "last-month"
  | "quarter"
  | "year"
  | "12m"
  | "custom";

/** Keys that may count, by group; a group that is absent is not filtered. The empty key is what has none. */
export type CostFilters = { [group in CostGroup]?: readonly string[] | undefined };

/** Whole civil days in the organisation's zone, both ends included. */
export type CostRange = {
  preset: CostPreset;
  from: string;
  to: string;
  days: number;
  /** As many days right before it. */
  before: { from: string; to: string };
  today: string;
  timeZone: string;
  readAt: Date;
};

/** How many of a sum's calls have no price, so that what they cost is not in it; absent where nobody asked. */
type Unpriced = { unpriced?: number };

/** One group's part of one bucket. `bucket` is its first day that lies in the range. */
export type CostPiece = UsageSum & Unpriced & { bucket: string; key: string };

/** A group, or `*` for all beyond the top nine. `label` is null for what has none, such as no department. */
export type CostKey = UsageSum &
  Unpriced & {
    key: string;
    label: string | null;
    beforePicoUsd: PicoUsd;
    /** By the second group, the dearest nine and `*`; empty without one. */
    parts: CostPart[];
  };
export type CostPart = UsageSum & Unpriced & { key: string; label: string | null };

/** A group and one of its parts; `*` in all three for every other combination together. */
export type CostCombination = UsageSum & Unpriced & { key: string; groupKey: string; partKey: string };

export type Costs = {
  range: CostRange;
  granularity: Granularity;
  group: CostGroup;
  subgroup: CostGroup | null;
  /** The first days of all buckets, oldest first, also of those without costs. */
  buckets: string[];
  total: UsageSum & Unpriced;
  /** The days before, up to `beforeUntil`. */
  before: CostSum;
  /** Where the range ends today: as late in the last of the days before as it is now. Null: they count whole. */
  beforeUntil: Date | null;
  /** What the days before cost, laid over the buckets by their distance from the end. */
  beforeBuckets: { bucket: string; costPicoUsd: PicoUsd }[];
  /** From the dearest to the cheapest, `*` last. */
  keys: CostKey[];
  pieces: CostPiece[];
  /**
   * The same costs by the dearest nine combinations of both groups, `*` last; null without a second group, and for the
   * days or weeks of a long range, of which that would be too many rows.
   */
  combinations: { keys: CostCombination[]; pieces: CostPiece[] } | null;
  /** Every piece by the parts of its group, where that was asked for; null otherwise and without a second group. */
  divided: (UsageSum & Unpriced & { bucket: string; groupKey: string; partKey: string })[] | null;
  activeMembers: number;
  /** What is held now for the organisation's calls that are not settled yet, whatever the filters. */
  committed: { reservations: number; amountPicoUsd: PicoUsd };
  /** Calls that budgets refused; null where the filters name something that a refusal does not have. */
  refusals: number | null;
};

export type CostsInput = {
  range: { preset: CostPreset; from?: string | undefined; to?: string | undefined };
  granularity: Granularity;
  group: CostGroup;
  /** Another group, by which each is divided. */
  subgroup?: CostGroup | undefined;
  /** Whether each piece is divided by the second group as well, as a file has it, instead of stacked as a chart. */
  divides?: boolean | undefined;
  filters?: CostFilters | undefined;
  now?: Date | undefined;
  timeZone?: string | undefined;
};
