import { z } from "zod";
import { AppError } from "@/lib/errors";
import { costRangeOf, isDay } from "@/lib/reports";
import type { SearchParams } from "./address";
import { getClock } from "./clock";
import { GROUPS, readFilters } from "./filters";

/** What is looked for while one types, and the days whose models count. Throws `invalid` for days that are none. */
export const nameQuery = z
  .object({ group: z.enum(GROUPS), text: z.string().max(200), from: z.string(), to: z.string() })
  .transform(({ from, to, ...query }) => ({
    ...query,
    range: costRangeOf({ preset: "custom", from, to }, getClock()),
  }));

/** A day with the filters it was seen under, as an address has them. */
export const anomalyOf = z.object({
  day: z.string().refine(isDay, "Choose a day such as 2026-11-22."),
  filters: z.string().max(4_000).transform(filtersOf),
});

function filtersOf(search: string) {
  const query = new URLSearchParams(search);
  const params: SearchParams = {};
  for (const name of query.keys()) params[name] = query.getAll(name);
  const { filters, refused } = readFilters(params);
  if (refused.length > 0) throw new AppError("invalid", "Remove a few of the filters first.");
  return filters;
}
