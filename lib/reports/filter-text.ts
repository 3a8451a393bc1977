import { AppError } from "@/lib/errors";
import { GROUPS } from "./cost-rows";
import type { CostFilters } from "./cost-types";

const LENGTH_MAX = 1_500;

/** The same filters as the same text, whatever their order; empty without any. Throws `invalid` for too many. */
export function filterText(filters: CostFilters): string {
  const query = new URLSearchParams();
  for (const group of GROUPS) for (const key of filters[group]?.toSorted() ?? []) query.append(group, key);
  const text = query.toString();
  if (text.length > LENGTH_MAX) throw new AppError("invalid", "Remove a few of the filters first.");
  return text;
}
