import { expect, test } from "vitest";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { setBudget } from "@/lib/budgets";
import { ask, makeAttempt, post } from "@/lib/budgets/testing";
import { readStandings } from "./read-standings";

const own = useOwnDb();

test("says how much is estimated of what a budget near its limit has spent, in the order of the budgets", () =>
  inTestTransaction(own.db, async (tx) => {
    const admin = { db: tx, actor: await makeMember(tx, "admin") };
    const { userId } = admin.actor;
    const budget = { scope: "member", scopeId: userId, unit: "usd", onLimit: "block" } as const;
    for (const [period, limit] of [
      ["day", 1_000n],
      ["week", 60n],
      ["month", 40n],
      ["total", 50n],
    ] as const)
      await setBudget(admin, { ...budget, period, limit });
    const attempt = await makeAttempt(tx, userId);
    await ask(tx, { ...attempt, amount: 30n, at: new Date() });
    await post(tx, attempt, { costPicoUsd: 40n, certainty: "estimated", certaintyReason: "stopped" });
    const standings = await readStandings(admin);
    const estimatedOf = Object.fromEntries(standings.map(({ period, estimated }) => [period, estimated]));
    expect(estimatedOf).toEqual({ day: undefined, week: undefined, month: 40n, total: 40n });
  }));
