import type { Route } from "next";
import { z } from "zod";
import { isAppError } from "@/lib/errors";
import {
  ANOMALY_RULE,
  type AnomalyRule,
  type CostFilters,
  type CostGroup,
  type CostRange,
  costRangeOf,
  type Granularity,
  isDay,
  readMonth,
} from "@/lib/reports";
import { misreadWords, readPlace } from "../../misread";
import { readText } from "../read-text";
import { GROUPS, readFilters } from "./filters";

export type SearchParams = Record<string, string | string[] | undefined>;
export type Params = Record<string, string | readonly string[]>;

export const PRESETS = ["today", "7d", "30d", "month", "last-month", "quarter", "year", "12m"] as const;
export const GRANULARITIES = ["day", "week", "month"] as const;

/** What the page shows, as its address holds it; what is usual is undefined or empty. */
export type CostsAddress = {
  range: { preset: CostRange["preset"]; from?: string | undefined; to?: string | undefined };
  /** Undefined: what suits the number of days. */
  per: Granularity | undefined;
  by: CostGroup;
  second: CostGroup | undefined;
  compares: boolean;
  filters: CostFilters;
  rule: AnomalyRule;
  showsTable: boolean;
  /** Of the members below. */
  query: string;
  cursor: string | undefined;
};

export type Clock = { now: Date; timeZone: string };
export type ReadAddress = {
  address: CostsAddress;
  range: CostRange;
  granularity: Granularity;
  /** One sentence about what was not understood; null where everything was. */
  problem: string | null;
  /** Days that were given and cannot be shown, to be typed again; null where there are none. */
  refusedDays: { from: string; to: string } | null;
};

const USUAL_RANGE = { preset: "30d" } as const;
const USUAL_GROUP: CostGroup = "model";

const fields = {
  per: z.enum(GRANULARITIES),
  by: z.enum(GROUPS),
  second: z.enum(GROUPS),
  rule: z.enum(["robust", "two_deviations"]),
  compare: z.literal("1"),
  as: z.literal("table"),
  after: z.string().refine((after) => readPlace(after, "amount") !== undefined),
};

const NAMES = new Set([...Object.keys(fields), ...GROUPS, "range", "from", "to", "month", "q"]);

/** Reads an address; whatever makes no sense in it is left out and told, and never fails. */
export function readAddress(params: SearchParams, clock: Clock): ReadAddress {
  const unknown: string[] = [];
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const value = params[name];
    if (value === undefined || value === "") return undefined;
    const parsed = schema.safeParse(value);
    if (!parsed.success) unknown.push(name);
    return parsed.data;
  };
  const { filters, refused } = readFilters(params);
  const { wanted, range, problem, refusedDays } = readRange(params, clock);
  const by = read("by", fields.by) ?? USUAL_GROUP;
  const second = read("second", fields.second);
  const address: CostsAddress = {
    range: wanted,
    per: read("per", fields.per),
    by,
    second: second === by ? undefined : second,
    compares: read("compare", fields.compare) !== undefined,
    filters,
    rule: read("rule", fields.rule) ?? ANOMALY_RULE,
    showsTable: read("as", fields.as) !== undefined,
    query: readText(params.q) ?? "",
    cursor: read("after", fields.after),
  };
  const strange = Object.keys(params).filter((name) => !NAMES.has(name));
  const left = [...unknown, ...refused, ...strange];
  const problems = [problem, left.length === 0 ? null : misreadWords(left)].filter((each) => each !== null);
  const granularity = address.per ?? granularityFor(range.days);
  return { address, range, granularity, problem: problems.join(" ") || null, refusedDays };
}

/** The address as the fields of a form or a query; what is usual is left out. */
export function paramsOf(address: Partial<CostsAddress>): Params {
  const { range, per, by, second, compares, filters = {}, rule, showsTable, query, cursor } = address;
  const named = Object.entries(filters).flatMap(([group, keys]) => (keys?.length ? [[group, keys]] : []));
  return {
    ...(range && range.preset !== USUAL_RANGE.preset ? { range: range.preset } : {}),
    ...(range?.preset === "custom" ? { from: range.from ?? "", to: range.to ?? "" } : {}),
    ...(per ? { per } : {}),
    ...(by && by !== USUAL_GROUP ? { by } : {}),
    ...(second ? { second } : {}),
    ...(compares ? { compare: "1" } : {}),
    ...Object.fromEntries(named),
    ...(rule === "two_deviations" ? { rule } : {}),
    ...(showsTable ? { as: "table" } : {}),
    ...(query ? { q: query } : {}),
    ...(cursor ? { after: cursor } : {}),
  };
}

/** What stands behind the question mark; empty where everything is usual. */
export function searchOf(address: Partial<CostsAddress>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(paramsOf(address))) {
    for (const one of typeof value === "string" ? [value] : value) query.append(name, one);
  }
  return query.toString();
}

/** The page with a part of its address changed. */
export function hrefOf(address: CostsAddress, change: Partial<CostsAddress> = {}): Route {
  const search = searchOf({ ...address, ...change });
  return (search ? `/admin/costs?${search}` : "/admin/costs") as Route;
}

/** More bars are no picture any more, and take longer to make than anybody should wait. */
const DAYS_SHOWN_MAX = { ofOneGroup: 400, narrowed: 200 };

/** What a page shows of what an address asks for, with a sentence where that is coarser. Files keep to the address. */
export function shownPer({
  granularity,
  range,
  address,
}: Pick<ReadAddress, "granularity" | "range" | "address">): {
  granularity: Granularity;
  note: string | null;
} {
  const { by, second, filters } = address;
  const isFiltered = Object.entries(filters).some(([group, keys]) => group !== by && keys?.length);
  const days = second || isFiltered ? DAYS_SHOWN_MAX.narrowed : DAYS_SHOWN_MAX.ofOneGroup;
  if (granularity !== "day" || range.days <= days) return { granularity, note: null };
  const what = `${days} days${second ? " of two groups" : isFiltered ? " under a filter" : ""}`;
  return { granularity: "week", note: `More than ${what} are shown by week. The CSV file has each day.` };
}

/** Bars that can be told apart: some sixty at most. */
function granularityFor(days: number): Granularity {
  if (days <= 62) return "day";
  return days <= 200 ? "week" : "month";
}

type Wanted = CostsAddress["range"];
type RangeRead = Pick<ReadAddress, "range" | "problem" | "refusedDays"> & { wanted: Wanted };

/** `month` is what addresses of old held. */
function readRange(params: SearchParams, clock: Clock): RangeRead {
  const usual = () => ({ wanted: USUAL_RANGE, range: costRangeOf(USUAL_RANGE, clock), refusedDays: null });
  const wanted = wantedOf(params, clock);
  if (wanted === null) {
    return { ...usual(), problem: "The range in the address is unknown: the last 30 days are shown." };
  }
  try {
    return { wanted, range: costRangeOf(wanted, clock), problem: null, refusedDays: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { from, to } = wanted;
    return {
      ...usual(),
      problem: `${error.message} Until then the last 30 days are shown.`,
      refusedDays: isDay(from) && isDay(to) ? { from, to } : null,
    };
  }
}

function wantedOf(params: SearchParams, clock: Clock): Wanted | null {
  const { range } = params;
  const month = range === undefined ? readMonth(params.month, clock) : undefined;
  if (month) return { preset: "custom", from: `${month}-01`, to: lastDayOf(month) };
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const [from, to] = [text(params.from), text(params.to)];
  if (range === "custom" || (range === undefined && (from || to))) return { preset: "custom", from, to };
  if (range === undefined || range === "") return USUAL_RANGE;
  const preset = PRESETS.find((one) => one === range);
  return preset ? { preset } : null;
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}
