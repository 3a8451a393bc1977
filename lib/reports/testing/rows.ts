import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgets, threads, usageDays, usageThreads, users } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import type { Ctx, Role } from "@/lib/org/types";

/** A member of the test's own, as the context of a verb. */
export async function givenMember(db: Conn, name = "Member 07", role: Role = "member"): Promise<Ctx> {
  const userId = newId();
  const email = `${name.toLowerCase().replaceAll(" ", "-")}-${userId}@example.org`;
  await db.insert(users).values({ id: userId, email, name, role, passwordHash: "none" });
  return { db, actor: { userId, role, departmentId: null } };
}

type DayRow = {
  day: string;
  cost: PicoUsd;
  provider?: string;
  model?: string;
  purpose?: string;
  estimated?: PicoUsd;
};

/** One row of the day roll-up: one call, 100 tokens in and 10 out. */
export async function givenDay(ctx: Ctx, row: DayRow): Promise<void> {
  const purpose = row.purpose ?? "answer";
  await ctx.db.insert(usageDays).values({
    userId: ctx.actor.userId,
    day: row.day,
    provider: row.provider ?? "openai",
    model: row.model ?? "gpt-5.1-mini",
    purpose,
    calls: 1,
    answers: purpose === "answer" ? 1 : 0,
    inputTokens: 100,
    outputTokens: 10,
    costPicoUsd: row.cost,
    estimatedPicoUsd: row.estimated ?? 0n,
  });
}

type ThreadRow = { month: string; cost: PicoUsd; title?: string; deletedAt?: Date };

/** A thread with one row of the thread roll-up; answers its id. */
export async function givenThread(ctx: Ctx, row: ThreadRow): Promise<string> {
  const { userId } = ctx.actor;
  const threadId = newId();
  await ctx.db
    .insert(threads)
    .values({ id: threadId, userId, title: row.title ?? "Plan", deletedAt: row.deletedAt ?? null });
  await ctx.db.insert(usageThreads).values({
    userId,
    threadId,
    month: row.month,
    calls: 1,
    answers: 1,
    costPicoUsd: row.cost,
  });
  return threadId;
}

export async function givenLimit(ctx: Ctx, period: "day" | "month", limit: PicoUsd): Promise<void> {
  await ctx.db
    .insert(budgets)
    .values({ id: newId(), scope: "member", scopeId: ctx.actor.userId, period, limit });
}
