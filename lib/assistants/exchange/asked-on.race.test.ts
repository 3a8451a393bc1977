import { describe, expect, test } from "vitest";
import { getThread, listThreads } from "..";
import { sendAndWait, useAssistants } from "../testing";
import { answer, imported, question, threadFile } from "./testing";

const lab = useAssistants();

describe("an imported thread", () => {
  test("is gone on with: its shown messages are sent, and the new answer alone is paid for", async () => {
    const ctx = await lab.newCtx();
    const messages = [
      question("q", null, { text: "Where is the offsite?" }),
      answer("hidden", "q", { text: "In a hidden branch", shown: false }),
      answer("a", "q", { text: "At the coast" }),
    ];
    await imported(ctx, threadFile({ messages }));
    const [listed] = (await listThreads(ctx)).threads;
    const threadId = listed?.id ?? "";
    const { outcome } = await sendAndWait(ctx, "And what does it cost? [[upstream:tokens:5]]", threadId);
    const sent = JSON.stringify(
      lab.upstream.requests().find(({ body }) => JSON.stringify(body).includes("what does it cost")),
    );
    expect(sent).toContain("Where is the offsite?");
    expect(sent).toContain("At the coast");
    expect(sent).not.toContain("hidden branch");
    const thread = await getThread(ctx, { threadId });
    expect(thread.messages.map(({ run }) => run !== null)).toEqual([false, false, false, true]);
    const paid = thread.messages.at(-1)?.run?.cost?.costPicoUsd ?? 0n;
    expect(outcome.certainty).toBe("exact");
    expect(paid).toBeGreaterThan(0n);
    expect(thread.totals.costPicoUsd).toBe(400_000_000n + paid);
    expect((await listThreads(ctx)).threads[0]?.costPicoUsd).toBe(thread.totals.costPicoUsd);
  });
});
