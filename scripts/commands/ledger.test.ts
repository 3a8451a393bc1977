import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { usageDays, users } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { ask, makeAttempt, post } from "@/lib/budgets/testing";
import { findCommand } from ".";

const own = useOwnDb();
const dollar = 1_000_000_000_000n;

function run(...words: string[]) {
  const command = findCommand(words);
  if (!command) throw new Error(`There is no command ${words.join(" ")}.`);
  return command.prepare(words.slice(2))(own.db);
}

async function settled(costPicoUsd: bigint) {
  const userId = newId();
  const person = { name: "Member 01", role: "owner" as const, passwordHash: "not a hash" };
  await own.db.insert(users).values({ id: userId, email: `${userId}@example.org`, ...person });
  return own.db.transaction(async (tx) => {
    const attempt = await makeAttempt(tx, userId);
    await ask(tx, { ...attempt, amount: 9n * dollar, at: new Date() });
    await post(tx, attempt, { costPicoUsd, certainty: "estimated" });
    return attempt;
  });
}

describe("purser ledger", () => {
  test("adjust books what a call really cost, and totals has it under exact", async () => {
    const { attemptId } = await settled(2n * dollar);
    const { lines } = await run(
      "ledger",
      "adjust",
      attemptId,
      "--usd",
      "3.25",
      "--why",
      "The invoice says so.",
    );
    expect(lines).toEqual([`${attemptId} 3.25 (was 2)`]);
    const totals = await run("ledger", "totals", "--json");
    expect(JSON.parse(totals.lines[0] ?? "")).toEqual({
      entries: 3,
      tokens: { input: 1, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0 },
      usd: { exact: "3.25", estimated: "0", unpriced: "0", total: "3.25" },
    });
  });

  test("adjust wants an attempt, an amount and a reason", async () => {
    const id = newId();
    const refused = [
      ["--usd", "1", "--why", "Checked."],
      [id, "--why", "Checked."],
      [id, "--usd", "1"],
    ];
    for (const args of refused) expect(() => run("ledger", "adjust", ...args)).toThrow("is missing.");
    const unknown = run("ledger", "adjust", id, "--usd", "1", "--why", "Checked.");
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
  });

  test("verify fails on one unit, and says what is wrong", async () => {
    expect(await run("ledger", "verify")).toEqual({
      lines: ["entries 3", "attempts 1", "ledger drift 0", "Everything adds up."],
    });
    await own.db.update(usageDays).set({ costPicoUsd: sql`${usageDays.costPicoUsd} + 1` });
    const { lines, failure } = await run("ledger", "verify");
    expect(lines.slice(2)).toEqual([
      "ledger drift 0.000000000001",
      "1 × a day's sum differs from its entries.",
    ]);
    expect(failure).toBe("The ledger does not add up.");
  });
});
