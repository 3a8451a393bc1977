import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attempts, messages, reservations } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { getThread, recoverRuns, startRun, stopRun } from "..";
import { readToEnd, until, useAssistants } from "../testing";
import { state } from "./live";

// Recovery settles whatever lost its process, whosever it was.
const own = useOwnDb();
const lab = useAssistants(own);
const { newCtx } = lab;

describe("a lease", () => {
  test("is kept only for what is being worked on, and a call whose lease was lost is ended", async () => {
    const { db } = own;
    const [orphaned, busy] = [await newCtx(), await newCtx()];
    const orphan = await startRun(orphaned, { text: "Lost [[upstream:hang]]", idempotencyKey: randomUUID() });
    const other = await startRun(busy, {
      text: "Slow [[upstream:tokens:900+slow:10]]",
      idempotencyKey: randomUUID(),
    });
    await until(
      async () =>
        (await db.$count(
          attempts,
          and(eq(attempts.runId, orphan.runId), isNotNull(attempts.dispatchedAt)),
        )) === 1,
    );
    await db.update(attempts).set({ leaseOwner: randomUUID() }).where(eq(attempts.runId, orphan.runId));
    const { outcome } = await readToEnd(orphaned, orphan).catch(() => ({ outcome: null }));
    expect(outcome === null || outcome.status !== "completed").toBe(true);
    await until(async () => lab.upstream.book().calls.some((call) => call.clientDisconnected));
    await stopRun(busy, other);
    await readToEnd(busy, other);
  });
});

describe("recovery", () => {
  test("settles what a dead process left: a made call from its stored text, one not made by voiding", async () => {
    const { db } = own;
    const ctx = await newCtx();
    const run = await startRun(ctx, { text: "Stay [[upstream:hang]]", idempotencyKey: randomUUID() });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await db.update(messages).set({ content: "Half an answer" }).where(eq(messages.id, run.answerMessageId));
    await db
      .update(attempts)
      .set({ leaseExpiresAt: sql`now() - interval '1 second'` })
      .where(eq(attempts.runId, run.runId));
    state.attempts.clear();
    const recovered = await Promise.all([recoverRuns(db), recoverRuns(db), recoverRuns(db)]);
    expect(recovered.reduce((a, b) => a + b, 0)).toBe(1);
    await stopRun(ctx, run);
    const thread = await getThread(ctx, run);
    const [, answer] = thread.messages;
    expect(answer).toMatchObject({
      content: "Half an answer",
      run: { status: "incomplete", cost: { certainty: "estimated" } },
    });
    const states = await db
      .select({ state: reservations.state })
      .from(reservations)
      .where(eq(reservations.userId, ctx.actor.userId));
    expect(states).toEqual([{ state: "posted" }]);
  });

  test("takes a silent call for thinking only as long as its process can have lived", async () => {
    const { db } = own;
    const ctx = await newCtx();
    const run = await startRun(ctx, { text: "Think [[upstream:hang]]", idempotencyKey: randomUUID() });
    const isOfRun = eq(attempts.runId, run.runId);
    await until(
      async () => (await db.$count(attempts, and(isOfRun, isNotNull(attempts.dispatchedAt)))) === 1,
    );
    await db
      .update(attempts)
      .set({
        dispatchedAt: sql`now() - interval '20 seconds'`,
        leaseExpiresAt: sql`now() - interval '8 seconds'`,
      })
      .where(isOfRun);
    state.attempts.clear();
    expect(await recoverRuns(db)).toBe(1);
    await stopRun(ctx, run);
    const [settled] = await db.select({ outputTokens: attempts.outputTokens }).from(attempts).where(isOfRun);
    // Its lease was never renewed, so it ended within four seconds, two of which are no thinking.
    expect(settled?.outputTokens).toBe(200);
  });
});
