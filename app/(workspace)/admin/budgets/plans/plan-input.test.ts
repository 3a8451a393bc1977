import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { plans, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { parseUsd } from "@/lib/money";
import { budgetsOf, givenMember } from "../testing";
import { applyPlan, dropPlan, dropPlans, planInput } from "./plan-input";

const db = useTestDb();

describe("a plan of the form", () => {
  const form = (values: Record<string, string>) =>
    planInput.parse({
      ...{ name: `Plan ${newId()}`, models: "", messages: "", inputTokensMax: "", outputTokensMax: "" },
      ...{ requestPicoUsdMax: "", allModels: "on" },
      ...values,
    });

  const findPlan = async (tx: Conn, name: string) =>
    (await tx.select().from(plans).where(eq(plans.name, name)))[0];

  test("is saved with its messages a month, which an empty field takes away again", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "admin");
      const values = {
        ...{ name: `Team ${newId()}`, allModels: "", models: "openai/gpt-4o\ngpt-5", messages: "1,000" },
        ...{ inputTokensMax: "8 000", outputTokensMax: "500", requestPicoUsdMax: "$0.01" },
      };
      await applyPlan(admin, form(values));
      const plan = await findPlan(tx, values.name);
      expect(plan).toMatchObject({
        models: ["openai/gpt-4o", "gpt-5"],
        inputTokensMax: 8000,
        outputTokensMax: 500,
        requestPicoUsdMax: parseUsd("0.01"),
      });
      const planId = plan?.id ?? "";
      expect(await budgetsOf(tx, planId)).toMatchObject([
        { unit: "messages", period: "month", limit: 1000n },
      ]);
      await applyPlan(admin, form({ planId, name: values.name }));
      expect(await findPlan(tx, values.name)).toMatchObject({
        id: planId,
        models: null,
        inputTokensMax: null,
      });
      expect(await budgetsOf(tx, planId)).toEqual([]);
    }));

  test.each([
    ["messages", { messages: "some" }],
    ["models", { allModels: "" }],
    ["inputTokensMax", { inputTokensMax: "0" }],
    ["outputTokensMax", { outputTokensMax: "1.5" }],
    ["requestPicoUsdMax", { requestPicoUsdMax: "cheap" }],
    ["name", { name: "" }],
  ])("says at %s what is wrong and saves nothing", (field, values) =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "admin");
      const input = form(values);
      await expect(applyPlan(admin, input)).rejects.toMatchObject({ code: "invalid", details: { field } });
      expect(await findPlan(tx, input.name)).toBeUndefined();
    }),
  );

  test("is deleted with its messages a month, and kept whole while somebody has it", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
      const input = form({ messages: "10" });
      await applyPlan(admin, input);
      const planId = (await findPlan(tx, input.name))?.id ?? "";
      await tx.update(users).set({ planId }).where(eq(users.id, member.actor.userId));
      await expect(dropPlan(admin, { planId })).rejects.toMatchObject({ code: "conflict" });
      expect(await budgetsOf(tx, planId)).toHaveLength(1);
      await tx.update(users).set({ planId: null }).where(eq(users.id, member.actor.userId));
      await dropPlan(admin, { planId });
      expect(await findPlan(tx, input.name)).toBeUndefined();
      expect(await budgetsOf(tx, planId)).toEqual([]);
    }));
});

test("of several plans those that somebody has stay whole, with their messages a month", () =>
  inTestTransaction(db, async (tx) => {
    const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
    const ids: string[] = [];
    for (const name of ["Free", "Taken", "Spare"].map((word) => `${word} ${newId()}`)) {
      const limits = { inputTokensMax: "", outputTokensMax: "", requestPicoUsdMax: "" };
      await applyPlan(
        admin,
        planInput.parse({ name, allModels: "on", models: "", messages: "100", ...limits }),
      );
      const [plan] = await tx.select().from(plans).where(eq(plans.name, name));
      ids.push(plan?.id ?? "");
    }
    const [free = "", taken = "", spare = ""] = ids;
    await tx.update(users).set({ planId: taken }).where(eq(users.id, member.actor.userId));
    const { done, refused } = await dropPlans(admin, ids);
    expect(done.toSorted()).toEqual([free, spare].toSorted());
    expect(refused).toEqual([
      expect.stringMatching(/^Taken .* has 1 member\. Give them another plan first\.$/),
    ]);
    expect(await budgetsOf(tx, free)).toEqual([]);
    expect(await budgetsOf(tx, taken)).toMatchObject([{ unit: "messages", limit: 100n }]);
    await expect(dropPlans(admin, [taken])).rejects.toMatchObject({ code: "conflict" });
  }));
