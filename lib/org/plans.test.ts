import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgets, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { deletePlan, findPlanByName, getPlanOf, listPlans, type PlanInput, savePlan } from ".";
import { makeMember } from "./testing";
import type { Ctx } from "./types";

const db = useTestDb();

const unlimited = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };
const limits = {
  models: ["openai/gpt-4o-mini", "gpt-4o"],
  inputTokensMax: 2000,
  outputTokensMax: 500,
  requestPicoUsdMax: 10_000_000_000n,
};
const plan = (values: Partial<PlanInput> = {}): PlanInput => ({
  name: `Plan ${newId()}`,
  ...unlimited,
  ...values,
});

const give = ({ db: tx, actor }: Ctx, planId: string) =>
  tx.update(users).set({ planId }).where(eq(users.id, actor.userId));

const findListed = async (admin: Ctx, planId: string) =>
  (await listPlans(admin)).find((one) => one.planId === planId);

describe("a verb about plans", () => {
  test.each<[string, (ctx: Ctx) => Promise<unknown>]>([
    ["savePlan", (ctx) => savePlan(ctx, plan())],
    ["deletePlan", (ctx) => deletePlan(ctx, { planId: newId() })],
    ["listPlans", async (ctx) => listPlans(ctx)],
  ])("%s refuses a member", (_name, act) =>
    inTestTransaction(db, async (tx) => {
      await expect(act(await makeMember(tx))).rejects.toMatchObject({ code: "forbidden" });
    }),
  );
});

test("there are three examples to begin with", () =>
  inTestTransaction(db, async (tx) => {
    const [free, basic, premium] = await Promise.all(
      ["Free", "Basic", "Premium"].map((name) => findPlanByName(tx, name.toUpperCase())),
    );
    expect([free?.outputTokensMax, basic?.outputTokensMax, premium?.outputTokensMax]).toEqual([
      500, 1000, 2000,
    ]);
    const [messages] = await tx
      .select()
      .from(budgets)
      .where(eq(budgets.scopeId, free?.planId ?? ""));
    expect(messages).toMatchObject({ scope: "plan", period: "month", unit: "messages", limit: 100n });
  }));

describe("savePlan", () => {
  test("adds a plan that a member's calls are then made under, and changes it as a whole", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const input = plan(limits);
      const { planId } = await savePlan(admin, { ...input, models: ["gpt-4o", " gpt-4o ", "gpt-5"] });
      await give(member, planId);
      expect((await getPlanOf(tx, member.actor.userId)).plan).toEqual({
        planId,
        ...input,
        models: ["gpt-4o", "gpt-5"],
      });
      await savePlan(admin, { ...input, ...unlimited, planId });
      expect(await getPlanOf(tx, member.actor.userId)).toEqual({
        departmentId: null,
        plan: { planId, name: input.name, ...unlimited },
      });
    }));

  test("refuses the name of another in any letter case, and a plan that does not exist", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await makeMember(tx, "admin");
      const input = plan();
      const { planId } = await savePlan(admin, input);
      await savePlan(admin, { ...input, name: input.name.toUpperCase(), planId });
      await expect(savePlan(admin, input)).rejects.toMatchObject({
        code: "conflict",
        details: { field: "name" },
      });
      await expect(savePlan(admin, { ...plan(), planId: newId() })).rejects.toMatchObject({
        code: "not_found",
      });
    }));

  test.each<[string, string, Partial<PlanInput>]>([
    ["name", "an empty name", { name: " " }],
    ["models", "no model", { models: [] }],
    ["models", "a model without a name", { models: [""] }],
    ["inputTokensMax", "no token", { inputTokensMax: 0 }],
    ["outputTokensMax", "a part of a token", { outputTokensMax: 1.5 }],
    ["outputTokensMax", "more tokens than there are", { outputTokensMax: 100_000_001 }],
    ["requestPicoUsdMax", "no money", { requestPicoUsdMax: 0n }],
    ["requestPicoUsdMax", "less than no money", { requestPicoUsdMax: -1n }],
  ])("says at %s that %s cannot be", (field, _what, values) =>
    inTestTransaction(db, async (tx) => {
      const admin = await makeMember(tx, "admin");
      await expect(savePlan(admin, plan(values))).rejects.toMatchObject({
        code: "invalid",
        details: { field },
      });
    }),
  );
});

describe("deletePlan", () => {
  test("deletes one that nobody has, once", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await makeMember(tx, "admin");
      const { planId } = await savePlan(admin, plan());
      await deletePlan(admin, { planId });
      expect(await findListed(admin, planId)).toBeUndefined();
      await expect(deletePlan(admin, { planId })).rejects.toMatchObject({ code: "not_found" });
    }));

  const pointing: [string, (tx: Conn, planId: string) => Promise<unknown>, string][] = [
    [
      "members",
      async (tx, planId) => {
        await give(await makeMember(tx), planId);
        await give(await makeMember(tx), planId);
      },
      "has 2 members. Give them another plan first.",
    ],
    [
      "budgets",
      (tx, scopeId) =>
        tx.insert(budgets).values({ id: newId(), scope: "plan", scopeId, period: "month", limit: 1n }),
      "has budgets. Remove them first.",
    ],
  ];
  test.each(pointing)("keeps one that has %s and says what to do", (_what, point, words) =>
    inTestTransaction(db, async (tx) => {
      const admin = await makeMember(tx, "admin");
      const input = plan();
      const { planId } = await savePlan(admin, input);
      await point(tx, planId);
      await expect(deletePlan(admin, { planId })).rejects.toMatchObject({
        code: "conflict",
        message: `${input.name} ${words}`,
      });
    }),
  );
});

test("listPlans tells those who can sign in from all who have a plan", () =>
  inTestTransaction(db, async (tx) => {
    const admin = await makeMember(tx, "admin");
    const { planId } = await savePlan(admin, plan(limits));
    const [one, gone] = [await makeMember(tx), await makeMember(tx)];
    await give(one, planId);
    await give(gone, planId);
    await tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.actor.userId));
    expect(await findListed(admin, planId)).toMatchObject({ ...limits, members: 2, activeMembers: 1 });
  }));
