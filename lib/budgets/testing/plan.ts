import fc from "fast-check";
import { BUDGET_PERIODS, BUDGET_SCOPES } from "@/db/schema/budgets";
import type { BudgetPeriod, BudgetScope, BudgetUnit, OnLimit } from "../types";

/** A budget by its place in the world. */
export type BudgetPlan = {
  scope: BudgetScope;
  which: number;
  period: BudgetPeriod;
  unit: BudgetUnit;
  onLimit: OnLimit;
  /** In hundredths of what is usual for the unit. */
  limit: number;
};

export type AskPlan = {
  member: number;
  thread: number;
  apiKey: number;
  assistant: number;
  model: number;
  inputTokens: number;
  outputTokensMax: number;
  outputTokensMin: number;
  purpose: "answer" | "title";
  /** How many ask for the same at once, each on a connection of its own. */
  times: number;
};

/** What is done at once in one step. `pick` is the place of a call among all so far. */
export type Op =
  | ({ kind: "ask" } & AskPlan)
  | { kind: "askTogether"; asks: AskPlan[] }
  /** `share` of the hold is charged, in percent: above 100 a provider's surprise. */
  | { kind: "post"; pick: number; share: number }
  | { kind: "void" | "expire"; pick: number }
  | { kind: "correct"; pick: number; share: number }
  | { kind: "set"; budget: BudgetPlan }
  | { kind: "remove"; pick: number }
  | { kind: "assign"; member: number; department: number | null; plan: number | null };

/** What is done alone, before a step. */
export type Before =
  | { kind: "nothing" }
  | { kind: "wait"; hours: number }
  | { kind: "topUp"; pick: number; amount: number; hours: number; own: number | null }
  | { kind: "endTopUp"; pick: number };

export type Step = { before: Before; ops: Op[] };
/** `family` are budgets of which each stands in for those before it. */
export type Plan = {
  budgets: BudgetPlan[];
  family: BudgetPlan[];
  assigned: (Op & { kind: "assign" })[];
  steps: Step[];
};

const place = fc.constantFrom(0, 0, 1, 2);
const pick = fc.nat(99);

const budget: fc.Arbitrary<BudgetPlan> = fc.record({
  scope: fc.constantFrom(...BUDGET_SCOPES),
  which: place,
  period: fc.constantFrom(...BUDGET_PERIODS),
  unit: fc.constantFrom("usd", "usd", "tokens", "messages"),
  onLimit: fc.constantFrom("block", "block", "block", "downgrade", "notify"),
  limit: fc.nat(100),
});

const ask: fc.Arbitrary<AskPlan> = fc.record({
  member: place,
  thread: place,
  apiKey: place,
  assistant: fc.nat(1),
  model: fc.nat(1),
  inputTokens: fc.nat(20),
  outputTokensMax: fc.nat(40),
  outputTokensMin: fc.nat(6),
  purpose: fc.constantFrom("answer", "answer", "answer", "title"),
  times: fc.constantFrom(1, 1, 2, 5),
});

const assign = fc.record({
  kind: fc.constant("assign" as const),
  member: place,
  department: fc.option(fc.nat(1)),
  plan: fc.option(fc.nat(1)),
});

const single = ask.map((one): Op => ({ kind: "ask", ...one }));
const op: fc.Arbitrary<Op> = fc.oneof(
  { arbitrary: single, weight: 10 },
  {
    arbitrary: fc
      .array(ask, { minLength: 2, maxLength: 4 })
      .map((asks): Op => ({ kind: "askTogether", asks })),
    weight: 2,
  },
  { arbitrary: fc.record({ kind: fc.constant("post" as const), pick, share: fc.nat(130) }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constantFrom("void" as const, "expire" as const), pick }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant("correct" as const), pick, share: fc.nat(130) }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant("set" as const), budget }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("remove" as const), pick }), weight: 1 },
  { arbitrary: assign, weight: 2 },
);

const before: fc.Arbitrary<Before> = fc.oneof(
  { arbitrary: fc.constant<Before>({ kind: "nothing" }), weight: 4 },
  {
    arbitrary: fc.record({ kind: fc.constant("wait" as const), hours: fc.constantFrom(1, 11, 30, 200) }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant("topUp" as const),
      pick,
      amount: fc.integer({ min: 1, max: 60 }),
      hours: fc.constantFrom(2, 48),
      own: fc.option(place),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ kind: fc.constant("endTopUp" as const), pick }), weight: 1 },
);

/** Half of the steps do one thing alone, of which the exact outcome is known. */
const step = fc.record({
  before,
  ops: fc.oneof(
    fc.tuple(single.map((one) => ({ ...one, times: 1 }) as Op)),
    fc.array(op, { minLength: 3, maxLength: 9 }),
  ),
});

const FAMILY = ["plan", "department_member", "member"] as const;

/** Some of a plan's, a department's and a member's budgets of one kind, all for the first of each. */
const family = fc
  .tuple(budget, fc.subarray([...FAMILY]), fc.array(fc.nat(100), { minLength: 3, maxLength: 3 }))
  .map(([kind, scopes, limits]) =>
    scopes.map((scope, n) => ({ ...kind, scope, which: 0, limit: limits[n] ?? 0 })),
  );

export const plan: fc.Arbitrary<Plan> = fc.record({
  family,
  budgets: fc.array(budget, { minLength: 1, maxLength: 7 }),
  assigned: fc.array(assign, { maxLength: 3 }),
  steps: fc.array(step, { minLength: 4, maxLength: 8 }),
});
