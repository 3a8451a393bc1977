import type { BudgetStanding } from "@/lib/budgets/types";
import { parseUsd } from "@/lib/money";

type Given = Partial<Pick<BudgetStanding, "scope" | "period" | "unit" | "downgradeTo" | "effectiveLimit">> & {
  limit: string;
  spent: string;
  held?: string;
};

const STARTS = {
  day: "2026-11-21T23:00:00Z",
  week: "2026-11-15T23:00:00Z",
  month: "2026-10-31T23:00:00Z",
  total: "1970-01-01T00:00:00Z",
};
const RESETS = { day: "2026-11-22T23:00:00Z", week: "2026-11-22T23:00:00Z", month: "2026-11-30T23:00:00Z" };

/** Where a budget stands on 22 November 2026 in Warsaw; amounts are decimal dollars, or counts. */
export function standing(given: Given): BudgetStanding {
  const { scope = "member", period = "month", unit = "usd", downgradeTo = null } = given;
  const amount = (text: string) => (unit === "usd" ? parseUsd(text) : BigInt(text));
  const [limit, spent, reserved] = [amount(given.limit), amount(given.spent), amount(given.held ?? "0")];
  const effectiveLimit = given.effectiveLimit ?? limit;
  const left = effectiveLimit - spent - reserved;
  return {
    ...{ budgetId: `${scope}-${period}-${unit}`, scope, scopeId: null, subjectId: "", period, unit },
    ...{ onLimit: downgradeTo ? "downgrade" : "block", downgradeTo, thresholds: [] },
    ...{ limit, effectiveLimit, spent, reserved, remaining: left > 0n ? left : 0n },
    startsAt: new Date(STARTS[period]),
    resetsAt: period === "total" ? null : new Date(RESETS[period]),
  };
}
