import type { Prng } from "../prng";
import type { BudgetPlan, MemberPlan, Timed } from "./types";

/** About what the members would spend in a second if nothing limited them, in dollars. */
const SPENT_PER_SECOND_USD = 0.0015;
/** About what one answer costs, and what is held for it. */
const ANSWER_USD = 0.00013;
const HELD_USD = 0.0006;

type Size = { seconds: number; members: MemberPlan[]; departments: number };

/** A limit on every level, each so small that it is met at some time. */
export function planBudgets(prng: Prng, { seconds, members, departments }: Size): BudgetPlan[] {
  const all = seconds * SPENT_PER_SECOND_USD;
  const budgets: BudgetPlan[] = [
    { scope: "org", of: null, period: "month", unit: "usd", limit: usd(all * 0.6 + 12 * HELD_USD) },
    {
      scope: "org",
      of: null,
      period: "day",
      unit: "messages",
      limit: String(Math.ceil((all * 0.7) / ANSWER_USD)),
    },
    { scope: "model", of: null, period: "day", unit: "usd", limit: usd(all * 0.8 + 12 * HELD_USD) },
    { scope: "plan", of: null, period: "week", unit: "messages", limit: String(3 * seconds) },
  ];
  for (let of = 0; of < departments; of++) {
    const limit = usd((all / departments) * prng.pick([0.3, 0.5]) + 4 * HELD_USD);
    budgets.push({ scope: "department", of, period: "month", unit: "usd", limit });
    const own = usd((all / members.length) * prng.pick([0.5, 0.8]) + HELD_USD);
    budgets.push({ scope: "department_member", of, period: "week", unit: "usd", limit: own });
  }
  members.forEach(({ lanes }, of) => {
    const own = (all / members.length) * prng.pick([0.2, 0.4, 0.7, 1.2]) + HELD_USD;
    budgets.push({ scope: "member", of, period: "day", unit: "usd", limit: usd(own) });
    if (prng.chance(0.3)) {
      const tokens = String(Math.ceil((own / ANSWER_USD) * 500));
      budgets.push({ scope: "member", of, period: "month", unit: "tokens", limit: tokens });
    }
    if (lanes.some(({ door }) => door === "program")) {
      budgets.push({ scope: "api_key", of, period: "total", unit: "usd", limit: usd(own * 0.6) });
    }
  });
  return budgets;
}

/**
 * Limits that change while answers are written: below what is spent, away, and back again, as a rule higher than
 * before, so that whoever was stopped goes on.
 */
export function planBudgetChanges(prng: Prng, budgets: BudgetPlan[], seconds: number): Timed[] {
  const faults: Timed[] = [];
  const changedUntil = budgets.map(() => 0);
  for (let atMs = prng.int(1_000, 2_000); atMs < seconds * 1_000 - 3_000; atMs += prng.int(300, 900)) {
    const budget = prng.chance(0.3) ? prng.int(0, 3) : prng.int(0, budgets.length - 1);
    const plan = budgets[budget];
    if (!plan || (changedUntil[budget] ?? 0) > atMs) continue;
    const forMs = prng.int(500, 2_000);
    const factor = 1 + (atMs / (seconds * 1_000)) * prng.pick([0.5, 1, 2]);
    const to = prng.weighted([
      ["below_spent", 4],
      ["removed", 2],
      ["limit", 3],
    ] as const);
    const again = { to: "limit", limit: grown(plan, factor) } as const;
    changedUntil[budget] = atMs + forMs + 1;
    if (to !== "limit") faults.push({ atMs, fault: { kind: "budget", budget, change: { to } } });
    faults.push({
      atMs: to === "limit" ? atMs : atMs + forMs,
      fault: { kind: "budget", budget, change: again },
    });
  }
  return faults;
}

function grown({ unit, limit }: BudgetPlan, factor: number): string {
  return unit === "usd" ? usd(Number(limit) * factor) : String(Math.ceil(Number(limit) * factor));
}

/** Planned figures, not amounts of the ledger: a float will do. */
function usd(amount: number): string {
  return amount.toFixed(6);
}
