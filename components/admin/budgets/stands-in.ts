import type { BudgetScope } from "@/lib/budgets/types";
import type { MemberLimit } from "./types";

/** Of these the last one that exists holds. */
const INHERITED: readonly BudgetScope[] = ["plan", "department_member", "member"];

/** The limit that holds instead of one that is overridden; null where it holds itself. */
export function standsInFor(limit: MemberLimit, limits: readonly MemberLimit[]): MemberLimit | null {
  if (!limit.overridden) return null;
  const holding = limits.find(
    (other) =>
      !other.overridden &&
      INHERITED.includes(other.scope) &&
      other.period === limit.period &&
      other.unit === limit.unit &&
      other.onLimit === limit.onLimit,
  );
  return holding ?? null;
}
