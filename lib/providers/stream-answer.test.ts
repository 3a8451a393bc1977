import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { startUpstream } from "@/e2e/upstream/server";
import { streamAnswer } from "./index";
import { ask, collect, DIALECTS, finished, until, useUpstream } from "./testing";
import type { ProviderEvent } from "./types";

const lab = useUpstream();

describe.each(DIALECTS)("streamAnswer in the %s dialect", (dialect) => {
  test("gives started, the whole text and one finished with its usage", async () => {
    lab.upstream.reply({ reply: "Grüße aus Łódź 👋🏽, all done." });
    const outcome = await collect(
      lab.provider(dialect),
      ask("[[upstream:cached:3+cachewrite:2+reasoning:4]] Hi"),
    );
    expect(outcome.error).toBeNull();
    expect(outcome.events[0]).toEqual({ type: "started", responseId: expect.any(String) });
    expect(outcome.text).toBe("Grüße aus Łódź 👋🏽, all done.");
    expect(outcome.events.at(-1)).toEqual({
      type: "finished",
      reason: "stop",
      report: {
        usage: {
          inputTokens: lab.upstream.book().totals.inputTokens,
          cachedInputTokens: 3,
          cacheWriteTokens: 2,
          outputTokens: lab.upstream.book().totals.outputTokens,
          reasoningTokens: 4,
        },
      },
    });
    await until(() => lab.upstream.book().calls[0]?.outcome === "completed");
    expect(lab.upstream.book().calls[0]?.clientDisconnected).toBe(false);
  });

  test("keeps the order of a slow stream", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:slow:3+tokens:60]]"));
    expect(outcome.text).toHaveLength(240);
    expect(outcome.events.length).toBeGreaterThan(4);
    expect(finished(outcome)).toMatchObject({ reason: "stop", report: { usage: { outputTokens: 60 } } });
  });

  test("says that the limit ended the answer", async () => {
    const outcome = await collect(lab.provider(dialect), ask("Hi", { outputTokensMax: 16 }));
    expect(outcome.text).toHaveLength(64);
    expect(finished(outcome)).toMatchObject({ reason: "length", report: { usage: { outputTokens: 16 } } });
  });

  test.each([
    ["incomplete", "length"],
    ["content_filter", "content_filter"],
  ])("says %s as %s", async (behaviour, reason) => {
    expect(finished(await collect(lab.provider(dialect), ask(`[[upstream:${behaviour}]]`)))).toMatchObject({
      reason,
    });
  });

  test("reports a missing usage as missing", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:no_usage]]"));
    expect(finished(outcome)).toMatchObject({ reason: "stop", report: { usage: null, fault: "missing" } });
  });

  test.each(["negative", "huge", "string", "nan", "fraction", "cached", "reasoning"])(
    "rejects a usage that is %s",
    async (kind) => {
      const outcome = await collect(lab.provider(dialect), ask(`[[upstream:absurd:${kind}]]`));
      expect(outcome.text).not.toBe("");
      expect(finished(outcome)).toMatchObject({ report: { usage: null, fault: "rejected" } });
    },
  );

  test.each([
    ["cut:7", "cut"],
    ["early:7", "cut"],
    ["malformed:7", "malformed"],
    ["error:7", "reported"],
    ["failed:7", "reported"],
  ])("turns %s into the failure %s and keeps what came before", async (behaviour, failure) => {
    const outcome = await collect(lab.provider(dialect), ask(`[[upstream:${behaviour}]]`));
    expect(outcome.text).toHaveLength(28);
    expect(finished(outcome)).toBeUndefined();
    expect(outcome.error).toMatchObject({ code: "provider_failed", failure, mayHaveCost: true });
    expect(lab.upstream.book().calls).toHaveLength(1);
  });

  test("notices a stall and closes the connection", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:stall:7]]"), { idleTimeoutMs: 100 });
    expect(outcome.text).toHaveLength(28);
    expect(outcome.error).toMatchObject({ failure: "stalled", mayHaveCost: true });
    await until(() => lab.upstream.book().calls[0]?.clientDisconnected === true);
  });

  test("does not wait for ever for the first event", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:hang]]"), {
      firstEventTimeoutMs: 100,
    });
    expect(outcome.error).toMatchObject({ failure: "stalled", mayHaveCost: true });
    await until(() => lab.upstream.book().calls[0]?.clientDisconnected === true);
    expect(lab.upstream.book().calls).toHaveLength(1);
  });

  test("does not take a slow consumer for a stalled provider", async () => {
    const signal = new AbortController().signal;
    let last: ProviderEvent | undefined;
    const events = streamAnswer(lab.provider(dialect), ask("[[upstream:slow:2+tokens:20]]"), {
      signal,
      idleTimeoutMs: 80,
    });
    for await (const event of events) {
      if (last?.type === "started") await new Promise((resolve) => setTimeout(resolve, 200));
      last = event;
    }
    expect(last?.type).toBe("finished");
  });

  test("refuses an answer that is html", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:html]]"));
    expect(outcome.events).toEqual([]);
    expect(outcome.error).toMatchObject({ failure: "not_a_stream", mayHaveCost: false });
  });

  test("refuses an answer in one piece, and reads what it cost", async () => {
    const outcome = await collect(lab.provider(dialect), ask("[[upstream:json]]"));
    expect(outcome.events).toEqual([]);
    const { inputTokens, outputTokens } = lab.upstream.book().totals;
    const usage = { inputTokens, outputTokens };
    expect(outcome.error).toMatchObject({ failure: "not_a_stream", mayHaveCost: true, report: { usage } });
  });

  test.each([
    [400, "bad_request", false],
    [401, "unauthorized", false],
    [403, "unauthorized", false],
    [404, "model_missing", false],
    [422, "bad_request", false],
    [504, "unavailable", true],
  ])("turns status %i into %s without a second try", async (status, failure, mayHaveCost) => {
    const outcome = await collect(lab.provider(dialect), ask(`[[upstream:${status}:9]]`));
    expect(outcome.error).toMatchObject({ failure, mayHaveCost, details: { status: String(status) } });
    expect(lab.upstream.book().calls).toHaveLength(1);
  });
});

describe("streamAnswer", () => {
  test("calls a refused connection free of cost", async () => {
    const port = await closedPort();
    const outcome = await collect(lab.provider("chat", `http://127.0.0.1:${port}/v1`), ask("Hi"));
    expect(outcome.error).toMatchObject({ failure: "unavailable", mayHaveCost: false });
  });

  test("does not repeat a request whose connection broke before an answer", async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      socket.once("data", () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const outcome = await collect(lab.provider("responses", `http://127.0.0.1:${port}/v1`), ask("Hi"));
    expect(outcome.error).toMatchObject({ failure: "unavailable", mayHaveCost: true });
    expect(connections).toBe(1);
    await new Promise((resolve) => server.close(resolve));
  });

  test("sends what each dialect wants", async () => {
    const request = ask("Hi", { outputTokensMax: 300, cacheKey: "thread-1" });
    await collect(lab.provider("responses"), request);
    await collect(lab.provider("chat"), request);
    await collect({ ...lab.provider("chat"), id: "openai" }, request);
    const bodies = lab.upstream.requests().map(({ body }) => body);
    expect(bodies).toEqual([
      {
        model: "gpt-4o-mini",
        instructions: "Be brief.",
        input: [{ role: "user", content: "Hi" }],
        max_output_tokens: 300,
        prompt_cache_key: "thread-1",
        store: true,
        stream: true,
      },
      {
        model: "gpt-4o-mini",
        messages: request.messages,
        max_tokens: 300,
        stream: true,
        stream_options: { include_usage: true },
      },
      {
        model: "gpt-4o-mini",
        messages: request.messages,
        max_completion_tokens: 300,
        prompt_cache_key: "thread-1",
        service_tier: "default",
        stream: true,
        stream_options: { include_usage: true },
      },
    ]);
  });
});

describe("a provider whose dialect is to be detected", () => {
  test("is asked in chat when it has no Responses, and only in chat from then on", async () => {
    const chatOnly = await startUpstream({ dialects: ["chat"] });
    const unknown = lab.provider("detect", chatOnly.url);
    expect(finished(await collect(unknown, ask("one")))).toMatchObject({ reason: "stop" });
    await collect(unknown, ask("two"));
    expect(chatOnly.requests().map(({ path }) => path)).toEqual([
      "/v1/chat/completions",
      "/v1/chat/completions",
    ]);
    await chatOnly.close();
  });

  test("is asked in Responses where it can", async () => {
    const unknown = lab.provider("detect");
    await collect(unknown, ask("one"));
    expect(lab.upstream.book().calls.map(({ dialect }) => dialect)).toEqual(["responses"]);
  });

  test("is not taken for a chat endpoint because a model is missing in both", async () => {
    const other = await startUpstream();
    other.script({ behaviours: ["404", "404"] });
    const unknown = lab.provider("detect", other.url);
    expect((await collect(unknown, ask("one"))).error).toMatchObject({ failure: "model_missing" });
    await collect(unknown, ask("two"));
    expect(other.book().calls.map(({ dialect }) => dialect)).toEqual(["responses", "chat", "responses"]);
    await other.close();
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
