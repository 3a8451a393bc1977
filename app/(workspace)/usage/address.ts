import type { Route } from "next";
import type { SpendView } from "@/components/charts/points";
import { readMonth } from "@/lib/reports";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the page shows, as its address holds it. */
export type UsageAddress = {
  month: string | undefined;
  view: SpendView;
  showsTable: boolean;
  showsAllThreads: boolean;
};

export function readAddress(params: SearchParams): UsageAddress {
  return {
    month: readMonth(params.month),
    view: params.view === "daily" ? "daily" : "cumulative",
    showsTable: params.as === "table",
    showsAllThreads: params.threads === "all",
  };
}

/** Everything of the address but the month; what is usual is left out. */
export function paramsOf({ view, showsTable, showsAllThreads }: UsageAddress): Record<string, string> {
  return {
    ...(view === "daily" ? { view } : {}),
    ...(showsTable ? { as: "table" } : {}),
    ...(showsAllThreads ? { threads: "all" } : {}),
  };
}

export function hrefOf(address: UsageAddress): Route {
  const month = address.month ? { month: address.month } : {};
  const query = new URLSearchParams({ ...month, ...paramsOf(address) }).toString();
  return (query ? `/usage?${query}` : "/usage") as Route;
}
