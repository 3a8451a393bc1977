import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { findThreadLimit, setThreadLimit } from "@/lib/budgets";
import { getThread, startRun } from ".";
import { sendAndWait, until, useAssistants } from "./testing";

const lab = useAssistants();

test("a thread's limit counts what was spent in it, refuses the next message by name, and is raised again", async () => {
  const ctx = await lab.newCtx("member");
  const { started } = await sendAndWait(ctx, "First [[upstream:tokens:5]]");
  const { threadId } = started;
  const send = (inThread: string | null) =>
    startRun(ctx, { threadId: inThread, text: "Next [[upstream:tokens:5]]", idempotencyKey: randomUUID() });
  const costOf = async () => (await getThread(ctx, { threadId })).totals.costPicoUsd;
  await setThreadLimit(ctx, { threadId, limit: 1n });
  await until(async () => (await findThreadLimit(ctx, { threadId }))?.spent === (await costOf()));
  await expect(send(threadId)).rejects.toMatchObject({
    code: "budget_exceeded",
    message: expect.stringMatching(/^This thread's budget of \$0\.000000000001 is used up\. .*thread's menu/),
    details: { scope: "thread" },
  });
  await sendAndWait(ctx, "Elsewhere [[upstream:tokens:5]]");
  await setThreadLimit(ctx, { threadId, limit: 1_000_000_000_000n });
  await sendAndWait(ctx, "Again [[upstream:tokens:5]]", threadId);
  expect((await findThreadLimit(ctx, { threadId }))?.spent).toBe(await costOf());
});

test("limits that are set at once end in one of them, and none is left behind half", async () => {
  const ctx = await lab.newCtx("member");
  const { started } = await sendAndWait(ctx, "First [[upstream:tokens:5]]");
  const { threadId } = started;
  const limits = [1n, 2n, null, 3n, 4n, null];
  await Promise.all(limits.map((limit) => setThreadLimit(ctx, { threadId, limit })));
  const found = await findThreadLimit(ctx, { threadId });
  expect(limits).toContain(found?.limit ?? null);
});
