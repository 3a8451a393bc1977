import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgetTopUps, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { assignMembers, listBudgets, setBudget } from "@/lib/budgets";
import { ask, makeAttempt, post } from "@/lib/budgets/testing";
import { parseUsd } from "@/lib/money";
import { createApiKey, createDepartment, listApiKeys } from "@/lib/org";
import { applyBudget, applyTopUp, readTopUps } from "./change";
import { budgetInput, readAmount, topUpInput } from "./inputs";
import { budgetsOf, givenMember } from "./testing";

const db = useTestDb();

/** An answer of theirs in the ledger, for a dollar. */
async function giveSpend(tx: Conn, userId: string): Promise<void> {
  const attempt = await makeAttempt(tx, userId);
  await ask(tx, { ...attempt, amount: 0n, at: new Date() });
  await post(tx, attempt, { costPicoUsd: parseUsd("1") });
}

/** What the form sends. */
const typed = (values: Record<string, string>) =>
  budgetInput.parse({
    ...{ scope: "org", period: "month", unit: "usd", onLimit: "block", amount: "5", thresholds: "" },
    ...values,
  });

describe("readAmount", () => {
  test("reads dollars and counts as people type them", () => {
    expect(readAmount("$ 8.50", "usd")).toBe(parseUsd("8.5"));
    expect(readAmount("2,000,000", "tokens")).toBe(2_000_000n);
    expect(readAmount("1 000", "messages")).toBe(1000n);
  });

  test.each([
    ["", "usd"],
    ["5,00", "usd"],
    ["-1", "usd"],
    ["1.5", "tokens"],
    ["many", "messages"],
    ["9".repeat(16), "tokens"],
  ] as const)("refuses %j in %s at its field", (text, unit) => {
    expect(() => readAmount(text, unit)).toThrow(
      expect.objectContaining({ code: "invalid", details: { field: "amount" } }),
    );
  });
});

test("thresholds are read however they are separated, and each once", () => {
  expect(typed({ thresholds: "95, 50;80 %  50" }).thresholds).toEqual([50, 80, 95]);
  expect(typed({ thresholds: " " }).thresholds).toEqual([]);
  for (const thresholds of ["0", "101", "12.5", "half", "-5"]) {
    const fields = { scope: "org", period: "month", unit: "usd", onLimit: "block", amount: "5" };
    const parsed = budgetInput.safeParse({ ...fields, thresholds });
    expect(parsed.error?.issues[0]?.path, thresholds).toEqual(["thresholds"]);
  }
});

describe("applyBudget", () => {
  test("finds whom it is for by what an admin knows of them", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
      const { departmentId } = await createDepartment(admin, { name: `Sales ${newId()}` });
      const { key } = await createApiKey(member, { name: "Reports" });
      await applyBudget(admin, typed({ scope: "member", whom: member.email.toUpperCase() }));
      await applyBudget(
        admin,
        typed({ scope: "department", whom: departmentId, unit: "tokens", amount: "9,000" }),
      );
      await applyBudget(admin, typed({ scope: "api_key", whom: key }));
      const [own] = await budgetsOf(tx, member.actor.userId);
      expect(own).toMatchObject({ scope: "member", limit: parseUsd("5"), thresholds: [] });
      expect(await budgetsOf(tx, departmentId)).toMatchObject([{ unit: "tokens", limit: 9000n }]);
      const apiKeyId = (await listApiKeys(member))[0]?.apiKeyId ?? "";
      expect(await budgetsOf(tx, apiKeyId)).toMatchObject([{ limit: parseUsd("5") }]);
      const budgetId = (await budgetsOf(tx, apiKeyId))[0]?.id ?? "";
      await applyBudget(admin, typed({ scope: "api_key", whom: apiKeyId, amount: "6", budgetId }));
      expect(await budgetsOf(tx, apiKeyId)).toMatchObject([{ limit: parseUsd("6") }]);
    }));

  test.each([
    [{ scope: "member", whom: "" }, "Enter the member’s name or email."],
    [{ scope: "member", whom: "ghost@example.org" }, "There is no member with this email."],
    [{ scope: "department", whom: "" }, "Say what the budget is for."],
    [{ scope: "api_key", whom: "pk_nobody-has-this" }, "There is no API key in use that begins so."],
  ])("refuses %j at the field", (values, message) =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "admin");
      await expect(applyBudget(admin, typed(values))).rejects.toMatchObject({
        code: "invalid",
        message,
        details: { field: "whom" },
      });
    }),
  );

  test("finds a member by a name that only they have", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, one, other] = [
        await givenMember(tx, "admin"),
        await givenMember(tx),
        await givenMember(tx),
      ];
      const name = `Member ${newId()}`;
      await tx.update(users).set({ name }).where(eq(users.id, one.actor.userId));
      await applyBudget(admin, typed({ scope: "member", whom: name.toUpperCase() }));
      expect(await budgetsOf(tx, one.actor.userId)).toHaveLength(1);
      await tx.update(users).set({ name }).where(eq(users.id, other.actor.userId));
      for (const whom of [name, `${name} and more`]) {
        const input = typed({ scope: "member", whom, period: "day" });
        await expect(applyBudget(admin, input)).rejects.toMatchObject({ details: { field: "whom" } });
      }
    }));

  test.each(["member", "department"] as const)("asks before it replaces the budget of a %s", (scope) =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
      const { departmentId } = await createDepartment(admin, { name: `Sales ${newId()}` });
      const whom = scope === "member" ? member.actor.userId : departmentId;
      await applyBudget(admin, typed({ scope, whom }));
      const [first] = await budgetsOf(tx, whom);
      const again = { scope, whom, amount: "7" };
      const question = `replaces:${first?.id}:${first?.limit}`;
      await expect(applyBudget(admin, typed(again))).rejects.toMatchObject({
        code: "conflict",
        message: "There is one already, $5.00 a month: saving replaces it.",
        details: { question },
      });
      expect(await budgetsOf(tx, whom)).toMatchObject([{ limit: parseUsd("5") }]);
      await applyBudget(admin, typed({ ...again, confirmed: question }));
      expect(await budgetsOf(tx, whom)).toMatchObject([{ id: first?.id, limit: parseUsd("7") }]);
      await applyBudget(admin, typed({ ...again, period: "day" }));
    }),
  );

  test("asks before a limit stops somebody at once", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
      const { userId } = member.actor;
      await giveSpend(tx, userId);
      const input = { scope: "member", whom: userId, period: "total", unit: "messages", amount: "1" };
      const confirmed = `stops:member:${userId}:total:messages:1`;
      const asked = {
        message: "1 message is used already: the member is stopped until it is raised.",
        details: { question: confirmed },
      };
      await expect(applyBudget(admin, typed(input))).rejects.toMatchObject(asked);
      expect(await budgetsOf(tx, userId)).toEqual([]);
      await applyBudget(admin, typed({ ...input, amount: "2" }));
      const [{ id: budgetId = "" } = {}] = await budgetsOf(tx, userId);
      await expect(applyBudget(admin, typed({ ...input, budgetId }))).rejects.toMatchObject(asked);
      await applyBudget(admin, typed({ ...input, budgetId, confirmed }));
      expect(await budgetsOf(tx, userId)).toMatchObject([{ limit: 1n }]);
      // It stops already, so there is nothing to make sure of.
      await applyBudget(admin, typed({ ...input, budgetId, thresholds: "80" }));
    }));

  test("asks before a share of a department stops its members", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
      const { departmentId } = await createDepartment(admin, { name: `Sales ${newId()}` });
      await assignMembers(admin, { userIds: [member.actor.userId], departmentId });
      await giveSpend(tx, member.actor.userId);
      const input = { scope: "department_member", whom: departmentId, period: "total", amount: "0.5" };
      await expect(applyBudget(admin, typed(input))).rejects.toMatchObject({
        message: "1 member has used that much already: they are stopped until it is raised.",
      });
    }));

  test("keeps a cheaper model only where it is to answer", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
      const whom = member.actor.userId;
      await applyBudget(admin, typed({ scope: "member", whom, downgradeTo: "x/y" }));
      await applyBudget(
        admin,
        typed({ scope: "member", whom, onLimit: "downgrade", downgradeTo: "x/y", period: "day" }),
      );
      const found = await budgetsOf(tx, whom);
      expect(found.map(({ period, downgradeTo }) => [period, downgradeTo])).toEqual([
        ["month", null],
        ["day", "x/y"],
      ]);
    }));

  test("does nothing for a member", () =>
    inTestTransaction(db, async (tx) => {
      const member = await givenMember(tx);
      await expect(applyBudget(member, typed({}))).rejects.toMatchObject({ code: "forbidden" });
    }));
});

test("a budget that each member has for themself is listed without a standing", () =>
  inTestTransaction(db, async (tx) => {
    const admin = await givenMember(tx, "admin");
    const { departmentId } = await createDepartment(admin, { name: `Sales ${newId()}` });
    for (const scope of ["department", "department_member"]) {
      await applyBudget(admin, typed({ scope, whom: departmentId }));
    }
    const [pool, share] = await Promise.all(
      (["department", "department_member"] as const).map(async (scope) =>
        (await listBudgets(admin, { scope })).budgets.find(({ scopeId }) => scopeId === departmentId),
      ),
    );
    expect(pool?.standing).toMatchObject({ spent: 0n, remaining: parseUsd("5") });
    expect(share).toMatchObject({ standing: null, scopeName: pool?.scopeName });
  }));

describe("a top-up", () => {
  test("holds until the end of its last day, for one member where one is named", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
      const { departmentId } = await createDepartment(admin, { name: `Sales ${newId()}` });
      const { budgetId } = await setBudget(admin, {
        ...{
          scope: "department_member",
          scopeId: departmentId,
          period: "month",
          unit: "usd",
          onLimit: "block",
        },
        limit: 1n,
      });
      const lastDay = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      const input = { budgetId, amount: "2", lastDay, reason: "Fair" };
      await applyTopUp(admin, topUpInput.parse({ ...input, email: member.email }));
      await applyTopUp(admin, topUpInput.parse({ ...input, reason: "Everybody" }));
      const [row] = await tx
        .select()
        .from(budgetTopUps)
        .where(eq(budgetTopUps.subjectId, member.actor.userId));
      expect(row?.endsAt.toISOString()).toBe(new Date(Date.parse(lastDay) + 86_400_000).toISOString());
      const listed = await readTopUps(admin, { budgetId });
      expect(
        listed.map(({ reason, subjectName, isOver }) => [reason, subjectName, isOver]).toSorted(),
      ).toEqual([
        ["Everybody", null, false],
        ["Fair", "Member 07", false],
      ]);
      const later = new Date(Date.now() + 3 * 86_400_000);
      expect((await readTopUps(admin, { budgetId }, later)).every(({ isOver }) => isOver)).toBe(true);
      await expect(
        applyTopUp(admin, topUpInput.parse({ ...input, email: "ghost@example.org" })),
      ).rejects.toMatchObject({ code: "invalid", details: { field: "email" } });
    }));

  test.each([
    ["amount", { amount: "0" }],
    ["amount", { amount: "2000000" }],
    ["lastDay", { lastDay: "2020-01-01" }],
    ["lastDay", { lastDay: "2199-01-01" }],
    ["email", { email: "Nobody" }],
  ])("says at %s what is wrong: %j", (field, values) =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "admin");
      const key = { scope: "org", scopeId: null, period: "day", unit: "usd", onLimit: "notify" } as const;
      const { budgetId } = await setBudget(admin, { ...key, limit: 1n });
      const lastDay = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      const input = { budgetId, amount: "2", lastDay, reason: "Fair", ...values };
      await expect(applyTopUp(admin, topUpInput.parse(input))).rejects.toMatchObject({
        code: "invalid",
        details: { field },
      });
    }),
  );

  test.each([
    ["lastDay", { lastDay: "tomorrow" }],
    ["reason", { reason: " " }],
    ["reason", { reason: "x".repeat(201) }],
  ])("says at %s what is missing", (field, values) => {
    const fields = { budgetId: newId(), amount: "2", lastDay: "2026-11-30", reason: "Fair" };
    expect(topUpInput.safeParse({ ...fields, ...values }).error?.issues[0]?.path).toEqual([field]);
  });
});
