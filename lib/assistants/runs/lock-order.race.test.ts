import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { budgetPeriods, budgets, threads } from "@/db/schema";
import { setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { startRun } from "..";
import { readToEnd, until, useAssistants } from "../testing";

const { db, newCtx } = useAssistants();

test.each([
  ["an answer and its title", "tokens:20+slow:10", ["answer", "title"]],
  ["a call that was refused", "first:150+401", ["answer"]],
])("%s wait for the thread before they hold a budget, as a start does", async (_, behaviour, settled) => {
  const ctx = await newCtx();
  const { userId } = ctx.actor;
  await setBudget(ctx, { ...memberBudget(userId, "day"), limit: 10n ** 12n });
  const run = await startRun(ctx, { text: `Settle [[upstream:${behaviour}]]`, idempotencyKey: randomUUID() });
  for (const purpose of settled) {
    await db.transaction(async (start) => {
      await start.select().from(threads).where(eq(threads.id, run.threadId)).for("no key update");
      const [own] = await start.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await until(() => isWaitedFor(own?.pid ?? 0));
      const rows = start
        .select({ id: budgetPeriods.budgetId })
        .from(budgetPeriods)
        .innerJoin(budgets, eq(budgets.id, budgetPeriods.budgetId))
        .where(eq(budgets.scopeId, userId))
        .for("update", { of: budgetPeriods, noWait: true });
      await expect(rows, purpose).resolves.toHaveLength(1);
    });
  }
  const { outcome } = await readToEnd(ctx, run);
  expect(outcome.status).toBe(settled.length === 2 ? "completed" : "failed");
});

/** Asked on another connection: within a transaction the activity of the others stays as it was at the first look. */
async function isWaitedFor(pid: number): Promise<boolean> {
  const waiting = await db.execute(
    sql`select 1 from pg_stat_activity where ${pid}::int = any(pg_blocking_pids(pid))`,
  );
  return waiting.length > 0;
}
