import { desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { newId } from "@/db/id";
import { messages, prices } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { setBudget } from "@/lib/budgets";
import type { Ctx } from "@/lib/org/types";
import { toPrice } from "@/lib/pricing";
import type { RunStatus } from "../../types";
import type { PlannedAttempt } from "../attempt";
import { state } from "../live";
import type { StartAsk } from "../start-desk";

/** Who acts: this process, or one beside it. */
export type Process = "ours" | "another";
export const PROCESSES: Record<Process, string> = { ours: state.processId, another: newId() };

/** A run as it has to be. */
export type Known = {
  db: Db;
  ask: StartAsk;
  status: RunStatus;
  reservation: "pending" | "posted" | "voided";
  owner: Process;
  isDispatched: boolean;
  isLeaseOver: boolean;
  isExact: boolean;
  /** Kinds of its entries. */
  booked: string[];
};

/** One member with two threads, and the runs they started. */
export type Story = {
  db: Db;
  ctx: Ctx;
  attempt: Pick<PlannedAttempt, "target">;
  threads: string[];
  known: Known[];
};

/** What earlier stories left under way stays out of this one. */
export async function beginStory(db: Db): Promise<Story> {
  await db.execute(
    sql`update attempts set lease_expires_at = now() + interval '1 hour' where ended_at is null`,
  );
  const ctx = { db, actor: await makeMember(db, "admin") };
  const { userId } = ctx.actor;
  const budget = { scope: "member", period: "month", unit: "usd", onLimit: "block" } as const;
  await setBudget(ctx, { ...budget, scopeId: userId, limit: 1_000_000_000n });
  const rates = { inputPicoUsd: 3n, cachedInputPicoUsd: 1n, cacheWritePicoUsd: 4n, outputPicoUsd: 9n };
  const model = { provider: "test", model: newId() };
  const [row] = await db
    .insert(prices)
    .values({ id: newId(), ...model, ...rates, effectiveFrom: new Date(0), source: "test" })
    .returning();
  if (!row) throw new Error("An insert returned no row.");
  const provider = { id: "test", label: "Test", baseUrl: "", apiKey: "" };
  const kind = { dialect: "responses", simulated: false, free: false } as const;
  const target = { provider: { ...provider, ...kind }, model: model.model, price: toPrice(row) };
  return { db, ctx, attempt: { target }, threads: [newId(), newId()], known: [] };
}

/** A question in one of the story's threads, as it stands. */
export async function planStart(
  { db, ctx, attempt: { target } }: Story,
  threadId: string,
): Promise<StartAsk> {
  const { userId } = ctx.actor;
  const [runId, questionId, answerMessageId] = [newId(), newId(), newId()];
  const [last] = await db
    .select({ id: messages.id, position: messages.position })
    .from(messages)
    .where(eq(messages.threadId, threadId))
    .orderBy(desc(messages.position))
    .limit(1);
  const [lastPosition, parentId] = [last?.position ?? 0, last?.id ?? null];
  const message = { threadId, userId, content: "Hi", contentTokens: 1, continuesId: null };
  const question = { ...message, messageId: questionId, position: lastPosition + 1, parentId };
  const answer = { ...message, messageId: answerMessageId, position: lastPosition + 2, parentId: questionId };
  const who = { runId, userId, threadId, apiKeyId: null, assistantId: null };
  return {
    thread: {
      ...{ threadId, userId, newTitle: lastPosition === 0 ? "Hi" : null, lastPosition },
      ...{ lastShownId: parentId, hidesAfter: null },
    },
    messages: [
      { ...question, role: "user" },
      { ...answer, role: "assistant", content: "" },
    ],
    run: {
      ...{
        ...who,
        userMessageId: questionId,
        answerMessageId,
        provider: target.provider.id,
        model: target.model,
      },
      ...{ requestedModel: null, downgradeReason: null, idempotencyKey: runId, requestHash: "" },
      createdAt: new Date(),
    },
    attempt: {
      ...{ ...who, attemptId: newId(), target, purpose: "answer", number: 1, serviceTier: "default" },
      ...{ inputTokensCounted: 20, inputTokensLikely: 10, outputTokensMax: 40, outputTokensMin: 1 },
    },
    tried: [],
  };
}
