import type { EstimateQuery, EstimateReason } from "@/lib/reports/types";
import { readText } from "../../read-text";

type Params = Record<string, string | string[] | undefined>;

type EstimateFilter = { q?: string | undefined; state?: EstimateReason | undefined };

const REASONS = ["missing_usage", "rejected_usage", "stopped", "interrupted"] as const;

/** What an address filters by; what makes no sense is left out. */
export function readFilter({ q, state }: Params): EstimateFilter {
  return { q: readText(q), state: REASONS.find((reason) => reason === state) };
}

/** The same for the list. */
export function toQuery({ q, state }: EstimateFilter): EstimateQuery {
  return { text: q, reason: state };
}
