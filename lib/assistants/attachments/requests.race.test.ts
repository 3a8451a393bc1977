import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { attempts } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { parseUsd } from "@/lib/money";
import * as assistants from "..";
import { render } from "../context/render";
import { state } from "../runs/live";
import { readToEnd, until, useAssistants } from "../testing";
import { readOwn } from "./read";
import { attach, pngOf, send } from "./testing";

const house = useAssistants(useOwnDb());
const model = "gpt-4o";

const sent = z.object({
  instructions: z.string().refine((told) => !told.startsWith("Write a title")),
  input: z.array(z.object({ content: z.unknown() })),
});

/** What the provider was sent for the last answer, as JSON. */
function lastRequest(): string {
  const inputs = house.upstream.requests().flatMap(({ body }) => {
    const { data } = sent.safeParse(body);
    return data ? [data.input] : [];
  });
  return JSON.stringify(inputs.at(-1));
}

async function attemptOf(runId: string) {
  const [attempt] = await house.db
    .select()
    .from(attempts)
    .where(sql`${attempts.runId} = ${runId}::uuid and ${attempts.purpose} = 'answer'`);
  if (!attempt) throw new Error("Every run has its attempt.");
  return attempt;
}

/** Asked on another connection: within a transaction the activity of the others stays as it was at the first look. */
async function isWaitedFor(pid: number): Promise<boolean> {
  const waiting = await house.db.execute(
    sql`select 1 from pg_stat_activity where ${pid}::int = any(pg_blocking_pids(pid))`,
  );
  return waiting.length > 0;
}

describe("the contents of files", () => {
  test("are not read for an answer that is refused", async () => {
    const ctx = await house.newCtx();
    const image = await attach(ctx, "map.png", pngOf(40, 30));
    const { threadId } = await send(ctx, { model, attachmentIds: [image.id] });
    await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: parseUsd("0.00001") });
    await house.db.execute(sql`alter table attachments rename column content to locked_away`);
    try {
      await expect(send(ctx, { model, threadId, attachmentIds: [] })).rejects.toMatchObject({
        code: "budget_exceeded",
      });
    } finally {
      await house.db.execute(sql`alter table attachments rename column locked_away to content`);
    }
  });

  test("wait for room in the process, which keeps their hold; who is stopped meanwhile asks nobody", async () => {
    const ctx = await house.newCtx();
    const [one, two] = [await attach(ctx, "1.png", pngOf(40, 30)), await attach(ctx, "2.png", pngOf(40, 31))];
    const leave = await state.images.enter(Number.MAX_SAFE_INTEGER, new AbortController().signal);
    const before = house.upstream.requests().length;
    const start = (text: string, id: string) =>
      assistants.startRun(ctx, { model, text, attachmentIds: [id], idempotencyKey: randomUUID() });
    const [waiting, stopped] = [await start("Wait", one.id), await start("Stop", two.id)];
    const { leaseExpiresAt } = await attemptOf(waiting.runId);
    await until(async () => (await attemptOf(waiting.runId)).leaseExpiresAt > leaseExpiresAt);
    await assistants.stopRun(ctx, stopped);
    expect((await readToEnd(ctx, stopped)).outcome).toMatchObject({ status: "cancelled", costUsd: null });
    expect(house.upstream.requests()).toHaveLength(before);
    expect((await attemptOf(waiting.runId)).dispatchedAt).toBeNull();
    expect((await send(ctx, { text: "No image", attachmentIds: [] })).outcome.status).toBe("completed");
    leave();
    expect((await readToEnd(ctx, waiting)).outcome.status).toBe("completed");
  });

  test("are let go of once the provider has them, while it still answers", async () => {
    const ctx = await house.newCtx();
    const image = await attach(ctx, "map.png", pngOf(40, 30));
    const text = `Look and stall, ${randomUUID()}`;
    house.upstream.script({ match: { text }, behaviours: ["stall:1"] });
    const started = await assistants.startRun(ctx, {
      ...{ model, text, attachmentIds: [image.id], idempotencyKey: randomUUID() },
    });
    await until(async () => state.live.get(started.runId)?.text !== "");
    const enter = state.images.enter(Number.MAX_SAFE_INTEGER, AbortSignal.timeout(5_000));
    (await enter)();
    expect(state.live.get(started.runId)?.ended).toBe(false);
    house.upstream.release();
    await readToEnd(ctx, started);
  });

  test("that were erased before they could be read are named", async () => {
    const ctx = await house.newCtx();
    const { id } = await attach(ctx, "gone.png", pngOf(40, 30));
    const attached = await readOwn(ctx, [id]);
    await assistants.removeAttachment(ctx, { attachmentId: id });
    const [message] = await render(house.db, [{ role: "user", content: "Look", attached }]);
    expect(message?.parts).toEqual([{ type: "text", text: "[image: gone.png]" }]);
  });

  test("of the same image many times are sent as often as a request takes, and held for", async () => {
    const ctx = await house.newCtx();
    const image = await attach(ctx, "large.png", Buffer.concat([pngOf(10, 10), Buffer.alloc(7_900_000)]));
    const { threadId } = await send(ctx, { model, attachmentIds: [image.id] });
    const ids = [threadId];
    while (ids.length < 8) ids.push((await assistants.duplicateThread(ctx, { threadId })).threadId);
    const merged = await assistants.mergeThreads(ctx, { threadIds: ids });
    const quote = await assistants.getQuote(ctx, { ...merged, model });
    const { runId } = await send(ctx, { ...merged, model, text: "All?", attachmentIds: [] });
    expect(lastRequest().match(/input_image/g)).toHaveLength(3);
    expect(lastRequest().match(/\[image: large\.png\]/g)).toHaveLength(5);
    const { inputTokensCounted, inputTokens } = await attemptOf(runId);
    expect(inputTokensCounted).toBeGreaterThanOrEqual(inputTokens ?? Number.POSITIVE_INFINITY);
    expect(inputTokensCounted).toBeLessThan(quote.contextTokens + 20);
  });
});

describe("images that a provider refused", () => {
  test("are named in later turns, until an answer to them comes", async () => {
    const ctx = await house.newCtx();
    const image = await attach(ctx, "broken.png", pngOf(40, 30));
    const text = `What is this, ${randomUUID()}?`;
    house.upstream.script({ match: { text }, behaviours: ["400"] });
    const refused = await send(ctx, { model, text, attachmentIds: [image.id] });
    const { threadId } = refused;
    expect(refused.outcome).toMatchObject({
      ...{ status: "failed", text: "" },
      error: { message: expect.stringContaining("edit the message and remove the image, or choose another") },
    });
    const next = await send(ctx, { model, threadId, text: "Go on", attachmentIds: [] });
    expect(next.outcome.status).toBe("completed");
    expect(lastRequest()).not.toContain("input_image");
    expect(lastRequest()).toContain("[image: broken.png]");
    const { inputTokensCounted, inputTokens } = await attemptOf(next.runId);
    expect(inputTokensCounted).toBeGreaterThanOrEqual(inputTokens ?? Number.POSITIVE_INFINITY);
    const copy = await assistants.duplicateThread(ctx, { threadId });
    await send(ctx, { model, ...copy, text: "Go on in the copy", attachmentIds: [] });
    expect(lastRequest()).not.toContain("input_image");
    const { answerMessageId } = refused;
    const again = await assistants.retryAnswer(ctx, { answerMessageId, idempotencyKey: randomUUID() });
    expect((await readToEnd(ctx, again)).outcome.status).toBe("completed");
    expect(lastRequest()).toContain("input_image");
    await send(ctx, { model, threadId, text: "And now", attachmentIds: [] });
    expect(lastRequest()).toContain("input_image");
  });

  test("are sent again where the failure was another one", async () => {
    const ctx = await house.newCtx();
    const image = await attach(ctx, "fine.png", pngOf(40, 30));
    const text = `What is this, ${randomUUID()}?`;
    house.upstream.script({ match: { text }, behaviours: ["500"] });
    const { threadId, outcome } = await send(ctx, { model, text, attachmentIds: [image.id] });
    expect(outcome.status).toBe("failed");
    await send(ctx, { model, threadId, text: "Again", attachmentIds: [] });
    expect(lastRequest()).toContain("input_image");
  });
});

describe("files that are being erased with another thread", () => {
  test("are a conflict for an edit, and nobody waits for them", async () => {
    const [ctx, other] = [await house.newCtx(), await house.newCtx()];
    const { id } = await attach(ctx, "a.txt", "hello");
    const { threadId } = await send(ctx, { attachmentIds: [id] });
    const { messages } = await assistants.getThread(ctx, await assistants.duplicateThread(ctx, { threadId }));
    const edit = () =>
      assistants.editMessage(ctx, {
        ...{ messageId: messages[0]?.id ?? "", text: "again", idempotencyKey: randomUUID() },
      });
    await house.db.transaction(async (erasing) => {
      await erasing.execute(sql`select id from attachments where id = ${id}::uuid for update`);
      const busy = edit();
      const sending = send(other, { text: "hi", attachmentIds: [] });
      await expect(busy).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("in a moment"),
      });
      expect((await sending).outcome.status).toBe("completed");
    });
    expect((await readToEnd(ctx, await edit())).outcome.status).toBe("completed");
  });

  test("are locked in one order by who copies them", async () => {
    const ctx = await house.newCtx();
    const files = [await attach(ctx, "1.txt", "One"), await attach(ctx, "2.txt", "Two")];
    const [low, high] = files.map(({ id }) => id).toSorted();
    if (!low || !high) throw new Error("Two were attached.");
    const { threadId } = await send(ctx, { attachmentIds: [high, low] });
    const copying = await house.db.transaction(async (erasing) => {
      const [own] = await erasing.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await erasing.execute(sql`select id from attachments where id = ${low}::uuid for update`);
      const copied = assistants.duplicateThread(ctx, { threadId });
      await until(() => isWaitedFor(own?.pid ?? 0));
      await erasing.execute(sql`select id from attachments where id = ${high}::uuid for update nowait`);
      return { copied };
    });
    const { messages } = await assistants.getThread(ctx, await copying.copied);
    expect(messages[0]).toMatchObject({ attachments: [{ id: high }, { id: low }] });
  });
});
