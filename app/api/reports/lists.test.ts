import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { parseUsd } from "@/lib/money";
import { savePlan, setMembersState } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { type Sheet, sheetLines } from "@/lib/reports";
import { bookCall, bookUnpriced } from "@/lib/reports/testing/calls";
import { givenMember } from "@/lib/reports/testing/rows";
import { budgetsFile } from "./budgets/file";
import { membersFile } from "./members/file";
import { plansFile } from "./plans/file";

const db = useTestDb();

async function textOf<T>({ sheet }: { sheet: Sheet<T> }): Promise<string> {
  let text = "";
  for await (const part of sheetLines(sheet)) text += part;
  return text;
}

/** The cells of a file in which no cell has a comma or a break. */
async function rowsOf<T>(file: { sheet: Sheet<T> }): Promise<Record<string, string>[]> {
  const text = await textOf(file);
  const [header = [], ...rows] = text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(header.map((name, n) => [name, cells[n] ?? ""])));
}

async function givenMembers(tx: Conn, count: number): Promise<{ admin: Ctx; text: string; members: Ctx[] }> {
  const text = newId();
  const admin = await givenMember(tx, "Admin", "admin");
  const members: Ctx[] = [];
  for (let n = 0; n < count; n++) members.push(await givenMember(tx, `=Member ${text} ${n % 7}`));
  return { admin, text, members };
}

describe("the file of members", () => {
  test("has every member that the filter finds once, over all pages, and no formula", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, text, members } = await givenMembers(tx, 230);
      const rows = await rowsOf(membersFile(admin, { text }));
      const ids = members.map(({ actor }) => actor.userId);
      expect(rows.map(({ member_id }) => member_id).toSorted()).toEqual(ids.toSorted());
      expect(rows.every(({ name }) => name?.startsWith("'=Member"))).toBe(true);
      expect(await rowsOf(membersFile(admin, { text, role: "owner" }))).toEqual([]);
    }));

  test("ends, however long the names are", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, text } = await givenMembers(tx, 0);
      for (let n = 0; n < 101; n++) await givenMember(tx, `${text} ${"long ".repeat(120)}${n}`);
      expect(await rowsOf(membersFile(admin, { text }))).toHaveLength(101);
    }));

  test("has no amount for whoever used nothing that has a price", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, text, members } = await givenMembers(tx, 2);
      const call = { at: new Date(), timeZone: "UTC", model: "mystery" };
      for (const { actor } of members) await bookUnpriced(tx, { ...call, userId: actor.userId });
      const userId = members[1]?.actor.userId ?? "";
      await bookCall(tx, { ...call, userId, costPicoUsd: parseUsd("0.5") });
      const rows = await rowsOf(membersFile(admin, { text }));
      expect(rows.map((row) => row.spent_this_month_usd)).toEqual(["", "0.5"]);
    }));

  test("says what each spent in this month and the limit that holds, also of who is disabled", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, text, members } = await givenMembers(tx, 2);
      const [spender, disabled] = members;
      const userId = spender?.actor.userId ?? "";
      await bookCall(tx, { userId, at: new Date(), timeZone: "UTC", costPicoUsd: parseUsd("0.123456789") });
      await setBudget(admin, { ...memberBudget(userId, "month"), limit: parseUsd("5") });
      await setMembersState(admin, { userIds: [disabled?.actor.userId ?? ""], disabled: true });
      expect(await rowsOf(membersFile(admin, { text }))).toMatchObject([
        { state: "active", spent_this_month_usd: "0.123456789", month_limit_usd: "5" },
        { state: "disabled", spent_this_month_usd: "0", month_limit_usd: "" },
      ]);
    }));
});

test("the file of budgets has those that are searched for, in their units", () =>
  inTestTransaction(db, async (tx) => {
    const { admin, text, members } = await givenMembers(tx, 105);
    for (const { actor } of members) {
      await setBudget(admin, { ...memberBudget(actor.userId, "month"), unit: "messages", limit: 40n });
    }
    const rows = await rowsOf(budgetsFile(admin, { text }));
    expect(rows).toHaveLength(105);
    expect(new Set(rows.map(({ for_id }) => for_id)).size).toBe(105);
    expect(rows[0]).toMatchObject({ scope: "member", unit: "messages", limit: "40", used: "0", left: "40" });
    expect(rows[0]?.alerts_at_percent).toBe("50 80 95 100");
    expect(await rowsOf(budgetsFile(admin, { text, scope: "org" }))).toEqual([]);
  }));

test("the file of plans has those that are searched for", () =>
  inTestTransaction(db, async (tx) => {
    const { admin, text } = await givenMembers(tx, 0);
    const unlimited = { models: null, inputTokensMax: null, outputTokensMax: null };
    await savePlan(admin, { name: `+${text}`, ...unlimited, requestPicoUsdMax: parseUsd("0.25") });
    expect(await rowsOf(plansFile(admin, text.toUpperCase()))).toMatchObject([
      { plan: `'+${text}`, message_usd_max: "0.25", members: "0" },
    ]);
  }));

test.each([
  ["members", (ctx: Ctx) => textOf(membersFile(ctx, {}))],
  ["budgets", (ctx: Ctx) => textOf(budgetsFile(ctx, {}))],
  ["plans", (ctx: Ctx) => textOf(plansFile(ctx, undefined))],
])("the file of %s is not a member's to read", (_name, read) =>
  inTestTransaction(db, async (tx) => {
    const ctx = await givenMember(tx, "Member 01");
    await expect(read(ctx)).rejects.toMatchObject({ name: "AppError" });
  }),
);
