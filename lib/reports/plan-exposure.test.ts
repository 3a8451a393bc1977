import { and, eq, isNotNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgets, plans, prices, unpricedModels, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { PICO_PER_USD, parseUsd } from "@/lib/money";
import type { Ctx, Plan } from "@/lib/org/types";
import type { Price } from "@/lib/pricing";
import { listPlanExposures } from "./list-plan-exposures";
import { type AllowedModel, exposureOf } from "./plan-exposure";
import { givenMember } from "./testing/rows";

const db = useTestDb();

/** Dollars per 1M tokens, as the documents have them: gpt-3.5-turbo, gpt-4 and claude-3-opus. */
const DOCUMENT = { cheap: ["1.5", "2"], dear: ["30", "60"], dearest: ["15", "75"] } as const;
type Model = keyof typeof DOCUMENT;

function priceOf(model: Model, contextWindow: number | null = null): Price {
  const [input, output] = DOCUMENT[model].map((usd) => parseUsd(usd) / 1_000_000n);
  const rates = {
    inputPicoUsd: input ?? 0n,
    cachedInputPicoUsd: (input ?? 0n) / 2n,
    cacheWritePicoUsd: input ?? 0n,
    outputPicoUsd: output ?? 0n,
  };
  const free = { batchPermille: 1000, flexPermille: 1000 };
  const name = {
    id: newId(),
    provider: "test",
    model,
    effectiveFrom: new Date(0),
    source: "test",
    createdBy: null,
  };
  return { ...rates, ...free, ...name, tiers: [], contextWindow };
}

const plan = (values: Partial<Plan> = {}): Plan => ({
  planId: newId(),
  name: "Plan",
  models: null,
  inputTokensMax: 2000,
  outputTokensMax: 1000,
  requestPicoUsdMax: null,
  ...values,
});
const all: AllowedModel[] = [
  { model: "cheap", price: priceOf("cheap") },
  { model: "dear", price: priceOf("dear") },
  { model: "dearest", price: priceOf("dearest") },
];
const limits = { messages: 1000n, picoUsd: null };

describe("exposureOf", () => {
  test.each([
    { name: "Free", models: 1, output: 500, messages: 100n, usd: "0.4" },
    { name: "Basic", models: 2, output: 1000, messages: 1000n, usd: "120" },
    { name: "Premium", models: 3, output: 2000, messages: 10_000n, usd: "1800" },
  ])("is $usd dollars for $name at the documents' prices", ({ models, output, messages, usd }) => {
    const exposure = exposureOf(plan({ outputTokensMax: output }), all.slice(0, models), {
      messages,
      picoUsd: null,
    });
    expect(exposure).toMatchObject({ monthPicoUsd: parseUsd(usd), messages, missing: null });
  });

  test("names the model that is worst", () => {
    expect(exposureOf(plan(), all, limits)).toMatchObject({
      model: "dear",
      messagePicoUsd: parseUsd("0.12"),
    });
    expect(exposureOf(plan({ outputTokensMax: 4000 }), all, limits).model).toBe("dearest");
  });

  test("is capped by the most per request and by the plan's dollars a month", () => {
    const capped = plan({ requestPicoUsdMax: parseUsd("0.01"), inputTokensMax: null, outputTokensMax: null });
    expect(exposureOf(capped, all, limits)).toMatchObject({ monthPicoUsd: parseUsd("10"), missing: null });
    expect(exposureOf(plan(), all, { ...limits, picoUsd: parseUsd("25") }).monthPicoUsd).toBe(parseUsd("25"));
    expect(exposureOf(plan(), all, { ...limits, picoUsd: parseUsd("125") }).monthPicoUsd).toBe(
      parseUsd("120"),
    );
  });

  test("takes the model's context for the longest input where it is the shorter or the only one", () => {
    const windowed = [{ model: "dear", price: priceOf("dear", 1000) }];
    for (const inputTokensMax of [null, 2000]) {
      expect(exposureOf(plan({ inputTokensMax }), windowed, limits).messagePicoUsd).toBe(parseUsd("0.09"));
    }
  });

  type Gap = { missing: string; values?: Partial<Plan>; models?: AllowedModel[]; messages?: null };
  const unknown = { model: "unknown", price: null };
  test.each<Gap>([
    { missing: "messages", messages: null },
    { missing: "input", values: { inputTokensMax: null } },
    { missing: "output", values: { outputTokensMax: null } },
    { missing: "price", values: { requestPicoUsdMax: 1n }, models: [...all, unknown] },
  ])("is not bounded without $missing", ({ missing, values, models = all, messages = 1000n }) => {
    const exposure = exposureOf(plan(values), models, { messages, picoUsd: null });
    expect(exposure).toMatchObject({ monthPicoUsd: null, missing });
    const inDollars = exposureOf(plan(values), models, { messages, picoUsd: 7n });
    expect(inDollars).toMatchObject({ monthPicoUsd: 7n, missing: null });
  });

  test("is nothing where no model of the plan is offered, however many messages", () => {
    expect(exposureOf(plan(), [], { messages: null, picoUsd: null })).toMatchObject({
      monthPicoUsd: 0n,
      model: null,
    });
  });
});

/** The three models under a provider of the test's own. */
async function givenModels(tx: Conn) {
  const provider = newId();
  for (const model of ["cheap", "dear", "dearest"] as const) {
    await tx.insert(prices).values({ ...priceOf(model), tiers: [], provider });
  }
  const offered = ["cheap", "dear", "dearest", "unknown"].map((model) => ({
    id: `${provider}/${model}`,
    provider,
    model,
  }));
  return { provider, offered };
}

async function givenPlan(tx: Conn, values: Partial<Plan>): Promise<string> {
  const { planId, ...row } = plan({ name: `Plan ${newId()}`, ...values });
  await tx.insert(plans).values({ id: planId, ...row });
  return planId;
}

const limitPlan = (tx: Conn, scopeId: string, row: Partial<typeof budgets.$inferInsert>) =>
  tx
    .insert(budgets)
    .values({ id: newId(), scope: "plan", scopeId, period: "month", unit: "messages", limit: 1n, ...row });

async function givenWithPlan(tx: Conn, planId: string): Promise<Ctx> {
  const member = await givenMember(tx);
  await tx.update(users).set({ planId }).where(eq(users.id, member.actor.userId));
  return member;
}

describe("listPlanExposures", () => {
  test("is not there for a member", () =>
    inTestTransaction(db, async (tx) => {
      await expect(listPlanExposures(await givenMember(tx), { offered: [] })).rejects.toMatchObject({
        code: "not_found",
      });
    }));

  test("adds up every active member and stands beside the organisation's month", () =>
    inTestTransaction(db, async (tx) => {
      await tx.update(users).set({ planId: null }).where(isNotNull(users.planId));
      await tx.delete(budgets).where(eq(budgets.scope, "org"));
      const admin = await givenMember(tx, "Member 01", "admin");
      const { offered, provider } = await givenModels(tx);
      const basic = await givenPlan(tx, { models: ["cheap", `${provider}/dear`] });
      const free = await givenPlan(tx, { models: ["cheap"], outputTokensMax: 500 });
      await limitPlan(tx, basic, { limit: 1000n });
      await limitPlan(tx, free, { limit: 100n });
      const [one] = [await givenWithPlan(tx, basic), await givenWithPlan(tx, basic)];
      await givenWithPlan(tx, free);
      const read = () => listPlanExposures(admin, { offered });
      const before = await read();
      expect(before.totalPicoUsd).toBe(parseUsd("240.4"));
      expect(before.orgMonthPicoUsd).toBeNull();
      expect(before.plans.find(({ planId }) => planId === basic)).toMatchObject({
        activeMembers: 2,
        exposure: { monthPicoUsd: parseUsd("120"), model: "dear" },
      });
      await tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, one.actor.userId));
      await tx.insert(budgets).values({ id: newId(), scope: "org", period: "month", limit: PICO_PER_USD });
      expect(await read()).toMatchObject({
        totalPicoUsd: parseUsd("120.4"),
        orgMonthPicoUsd: PICO_PER_USD,
      });
      await tx.delete(budgets).where(and(eq(budgets.scope, "plan"), eq(budgets.scopeId, free)));
      expect((await read()).totalPicoUsd).toBeNull();
    }));

  test("takes the tightest budget that stops calls, whatever its period", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Member 01", "admin");
      const { offered } = await givenModels(tx);
      const planId = await givenPlan(tx, { models: ["dear"] });
      const monthOf = async () =>
        (await listPlanExposures(admin, { offered })).plans.find((one) => one.planId === planId)?.exposure
          .monthPicoUsd;
      await limitPlan(tx, planId, { limit: 5n, onLimit: "notify" });
      await limitPlan(tx, planId, { limit: 1n, unit: "usd", onLimit: "downgrade", downgradeTo: "x/y" });
      expect(await monthOf()).toBeNull();
      await limitPlan(tx, planId, { limit: 1000n });
      expect(await monthOf()).toBe(parseUsd("120"));
      await limitPlan(tx, planId, { limit: 10n, period: "day" });
      expect(await monthOf()).toBe(parseUsd("37.2"));
      await limitPlan(tx, planId, { limit: PICO_PER_USD, period: "week", unit: "usd" });
      expect(await monthOf()).toBe(parseUsd("6"));
    }));

  test("leaves out a model without a price, until an admin lets it run", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Member 01", "admin");
      const { offered, provider } = await givenModels(tx);
      const planId = await givenPlan(tx, { models: ["unknown"] });
      await limitPlan(tx, planId, { limit: 1000n });
      const read = async () =>
        (await listPlanExposures(admin, { offered })).plans.find((one) => one.planId === planId)?.exposure;
      expect(await read()).toMatchObject({ monthPicoUsd: 0n, model: null });
      const allowedBy = admin.actor.userId;
      await tx.insert(unpricedModels).values({ provider, model: "unknown", allowedBy });
      expect(await read()).toMatchObject({ monthPicoUsd: null, missing: "price", model: "unknown" });
    }));
});
