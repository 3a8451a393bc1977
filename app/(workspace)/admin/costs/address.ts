import type { Route } from "next";
import { readMonth, type StackBy } from "@/lib/reports";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the page shows, as its address holds it. */
export type CostsAddress = {
  month: string | undefined;
  by: StackBy;
  showsTable: boolean;
  query: string;
  cursor: string | undefined;
};

const CURSOR = /^-?\d{1,30}~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function readAddress(params: SearchParams): CostsAddress {
  return {
    month: readMonth(params.month),
    by: params.by === "model" ? "model" : "member",
    showsTable: params.as === "table",
    query: typeof params.q === "string" ? params.q.replaceAll("\0", "").slice(0, 100) : "",
    cursor: typeof params.after === "string" && CURSOR.test(params.after) ? params.after : undefined,
  };
}

/** The address as the fields of a form or a query; what is usual is left out. */
export function paramsOf({
  month,
  by,
  showsTable,
  query,
  cursor,
}: Partial<CostsAddress>): Record<string, string> {
  return {
    ...(month ? { month } : {}),
    ...(by === "model" ? { by } : {}),
    ...(showsTable ? { as: "table" } : {}),
    ...(query ? { q: query } : {}),
    ...(cursor ? { after: cursor } : {}),
  };
}

export function hrefOf(address: CostsAddress): Route {
  const query = new URLSearchParams(paramsOf(address)).toString();
  return (query ? `/admin/costs?${query}` : "/admin/costs") as Route;
}
