import { and, eq, inArray } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { budgets } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import { listPlans } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { type AllowedModel, exposureOf, type MonthlyLimits } from "./plan-exposure";
import { priceOffered } from "./price-offered";
import type { OfferedModel, PlanExposure, PlanExposures } from "./types";

/** Every plan with the most that one of its members can cost in a month, at today's prices. Admins only. */
export async function listPlanExposures(
  ctx: Ctx,
  { offered, now = new Date() }: { offered: readonly OfferedModel[]; now?: Date },
): Promise<PlanExposures> {
  assertAdmin(ctx.actor);
  const plans = await listPlans(ctx);
  const [priced, limits, orgMonthPicoUsd] = await Promise.all([
    priceAll(ctx.db, offered, now),
    readLimits(ctx.db),
    readOrgMonth(ctx.db),
  ]);
  const exposed = plans.map((plan) => ({
    ...plan,
    messages: limits.get(plan.planId)?.ownMessages ?? null,
    exposure: exposureOf(
      plan,
      priced.filter(
        ({ id, model }) => !plan.models || plan.models.includes(id) || plan.models.includes(model),
      ),
      limits.get(plan.planId) ?? NO_LIMITS,
    ),
  }));
  return { plans: exposed, totalPicoUsd: totalOf(exposed), orgMonthPicoUsd };
}

function totalOf(plans: PlanExposure[]): PicoUsd | null {
  return plans.reduce<PicoUsd | null>((sum, { activeMembers, exposure: { monthPicoUsd } }) => {
    if (sum === null || activeMembers === 0) return sum;
    return monthPicoUsd === null ? null : sum + monthPicoUsd * BigInt(activeMembers);
  }, 0n);
}

/** A model without a price is not called, and costs nothing, unless an admin lets it run unpriced. */
async function priceAll(
  conn: Conn,
  offered: readonly OfferedModel[],
  at: Date,
): Promise<(AllowedModel & { id: string })[]> {
  const answers = await priceOffered(conn, offered, at);
  return answers.flatMap(({ model: { id, model }, answer: { price, mayRunUnpriced } }) =>
    price || mayRunUnpriced ? [{ id, model, price }] : [],
  );
}

type PlanLimits = MonthlyLimits & { ownMessages: bigint | null };
const NO_LIMITS: PlanLimits = { messages: null, picoUsd: null, ownMessages: null };

/** How many of each period one month can touch. */
const IN_A_MONTH = { day: 31n, week: 6n, month: 1n, total: 1n };

/** What the budgets of plans that stop calls come to in a month, by plan. With `downgrade` the answers go on. */
async function readLimits(conn: Conn): Promise<Map<string, PlanLimits>> {
  const rows = await conn
    .select()
    .from(budgets)
    .where(
      and(
        eq(budgets.scope, "plan"),
        eq(budgets.onLimit, "block"),
        inArray(budgets.unit, ["usd", "messages"]),
      ),
    );
  const limits = new Map<string, PlanLimits>();
  for (const { scopeId, period, unit, limit } of rows) {
    if (scopeId === null) continue;
    const kept = limits.get(scopeId) ?? NO_LIMITS;
    const field = unit === "usd" ? "picoUsd" : "messages";
    const amount = limit * IN_A_MONTH[period];
    const before = kept[field];
    limits.set(scopeId, {
      ...kept,
      [field]: before === null || amount < before ? amount : before,
      ...(unit === "messages" && period === "month" ? { ownMessages: limit } : {}),
    });
  }
  return limits;
}

async function readOrgMonth(conn: Conn): Promise<PicoUsd | null> {
  const [row] = await conn
    .select({ limit: budgets.limit })
    .from(budgets)
    .where(
      and(
        eq(budgets.scope, "org"),
        eq(budgets.period, "month"),
        eq(budgets.unit, "usd"),
        eq(budgets.onLimit, "block"),
      ),
    );
  return row?.limit ?? null;
}
