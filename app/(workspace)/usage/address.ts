import type { Route } from "next";
import type { SpendView } from "@/components/charts/points";
import { isDay, type RunFilter, readMonth } from "@/lib/reports";
import { knownMonth, misread, readPlace } from "../misread";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the page shows, as its address holds it. */
export type UsageAddress = {
  month: string | undefined;
  view: SpendView;
  showsTable: boolean;
  showsAllThreads: boolean;
  /** What the list of runs is narrowed to. */
  filter: RunFilter;
  /** Where the page of the list begins. */
  cursor: string | undefined;
};

const CERTAINTIES = ["exact", "estimated", "unpriced"] as const;
const VIEWS: readonly SpendView[] = ["cumulative", "daily"];
const CHARACTERS_MAX = 200;

export function readAddress(params: SearchParams): UsageAddress {
  return {
    month: readMonth(params.month),
    view: params.view === "daily" ? "daily" : "cumulative",
    showsTable: params.as === "table",
    showsAllThreads: params.threads === "all",
    filter: readFilter(params),
    cursor: readPlace(params.after, "instant"),
  };
}

/** What of the address the page does without, in a sentence; null where that is nothing. */
export function problemOf(
  params: SearchParams,
  { showsTable, showsAllThreads, filter, cursor }: UsageAddress,
) {
  return misread(params, {
    month: knownMonth(params.month),
    view: VIEWS.find((view) => view === params.view),
    as: showsTable ? "table" : undefined,
    threads: showsAllThreads ? "all" : undefined,
    ...{ ...filter, thread: filter.threadId, after: cursor },
  });
}

/** What an address filters runs by; what makes no sense is left out. */
export function readFilter(params: SearchParams): RunFilter {
  return {
    model: readText(params.model),
    threadId: readText(params.thread),
    purpose: readText(params.purpose),
    certainty: CERTAINTIES.find((one) => one === params.certainty),
    day: isDay(params.day) ? params.day : undefined,
  };
}

/** Everything of the address but the month and the list of runs; what is usual is left out. */
export function paramsOf({ view, showsTable, showsAllThreads }: UsageAddress): Record<string, string> {
  return {
    ...(view === "daily" ? { view } : {}),
    ...(showsTable ? { as: "table" } : {}),
    ...(showsAllThreads ? { threads: "all" } : {}),
  };
}

/** The filter as an address has it. */
export function filterParams({
  model,
  threadId,
  purpose,
  certainty,
  day,
}: RunFilter): Record<string, string> {
  const entries = Object.entries({ model, thread: threadId, purpose, certainty, day });
  return Object.fromEntries(entries.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

export function hrefOf(address: UsageAddress, path = "/usage"): Route {
  const month = address.month ? { month: address.month } : {};
  const query = new URLSearchParams({
    ...month,
    ...paramsOf(address),
    ...filterParams(address.filter),
  }).toString();
  return (query ? `${path}?${query}` : path) as Route;
}

function readText(value: string | string[] | undefined): string | undefined {
  return typeof value === "string"
    ? value.replaceAll("\0", "").slice(0, CHARACTERS_MAX) || undefined
    : undefined;
}
