import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { isProviderError, type ProviderError, type StreamOptions, streamAnswer } from "./index";
import type { Provider, ProviderEvent, ProviderRequest } from "./types";

let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const DIALECTS = ["responses", "chat"] as const;

function provider(dialect: Provider["dialect"], baseUrl = upstream.url): Provider {
  return { id: "compatible", label: "Test", baseUrl, apiKey: "key", dialect, simulated: false, free: false };
}

function ask(text: string, request: Partial<ProviderRequest> = {}): ProviderRequest {
  const messages = [
    { role: "system" as const, content: "Be brief." },
    { role: "user" as const, content: text },
  ];
  return { model: "gpt-4o-mini", messages, outputTokensMax: 1_000, ...request };
}

type Outcome = { text: string; events: ProviderEvent[]; error: ProviderError | null };

async function collect(
  from: Provider,
  request: ProviderRequest,
  options: Partial<StreamOptions> = {},
): Promise<Outcome> {
  const outcome: Outcome = { text: "", events: [], error: null };
  try {
    for await (const event of streamAnswer(from, request, {
      signal: new AbortController().signal,
      ...options,
    })) {
      outcome.events.push(event);
      if (event.type === "delta") outcome.text += event.text;
    }
  } catch (error) {
    if (!isProviderError(error)) throw error;
    outcome.error = error;
  }
  return outcome;
}

const finished = ({ events }: Outcome) => events.find((event) => event.type === "finished");

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 200) throw new Error("It never happened.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe.each(DIALECTS)("streamAnswer in the %s dialect", (dialect) => {
  test("gives started, the whole text and one finished with its usage", async () => {
    upstream.reply({ reply: "Grüße aus Łódź 👋🏽, all done." });
    const outcome = await collect(
      provider(dialect),
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
          inputTokens: upstream.book().totals.inputTokens,
          cachedInputTokens: 3,
          cacheWriteTokens: 2,
          outputTokens: upstream.book().totals.outputTokens,
          reasoningTokens: 4,
        },
      },
    });
    await until(() => upstream.book().calls[0]?.outcome === "completed");
    expect(upstream.book().calls[0]?.clientDisconnected).toBe(false);
  });

  test("keeps the order of a slow stream", async () => {
    const outcome = await collect(provider(dialect), ask("[[upstream:slow:3+tokens:60]]"));
    expect(outcome.text).toHaveLength(240);
    expect(outcome.events.length).toBeGreaterThan(10);
    expect(finished(outcome)).toMatchObject({ reason: "stop", report: { usage: { outputTokens: 60 } } });
  });

  test("says that the limit ended the answer", async () => {
    const outcome = await collect(provider(dialect), ask("Hi", { outputTokensMax: 16 }));
    expect(outcome.text).toHaveLength(64);
    expect(finished(outcome)).toMatchObject({ reason: "length", report: { usage: { outputTokens: 16 } } });
  });

  test.each([
    ["incomplete", "length"],
    ["content_filter", "content_filter"],
  ])("says %s as %s", async (behaviour, reason) => {
    expect(finished(await collect(provider(dialect), ask(`[[upstream:${behaviour}]]`)))).toMatchObject({
      reason,
    });
  });

  test("reports a missing usage as missing", async () => {
    const outcome = await collect(provider(dialect), ask("[[upstream:no_usage]]"));
    expect(finished(outcome)).toMatchObject({ reason: "stop", report: { usage: null, fault: "missing" } });
  });

  test.each(["negative", "huge", "string", "nan", "fraction", "cached", "reasoning"])(
    "rejects a usage that is %s",
    async (kind) => {
      const outcome = await collect(provider(dialect), ask(`[[upstream:absurd:${kind}]]`));
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
    const outcome = await collect(provider(dialect), ask(`[[upstream:${behaviour}]]`));
    expect(outcome.text).toHaveLength(28);
    expect(finished(outcome)).toBeUndefined();
    expect(outcome.error).toMatchObject({ code: "provider_failed", failure, mayHaveCost: true });
    expect(upstream.book().calls).toHaveLength(1);
  });

  test("notices a stall and closes the connection", async () => {
    const outcome = await collect(provider(dialect), ask("[[upstream:stall:7]]"), { idleTimeoutMs: 100 });
    expect(outcome.text).toHaveLength(28);
    expect(outcome.error).toMatchObject({ failure: "stalled", mayHaveCost: true });
    await until(() => upstream.book().calls[0]?.clientDisconnected === true);
  });

  test("does not wait for ever for the first event", async () => {
    const outcome = await collect(provider(dialect), ask("[[upstream:hang]]"), { firstEventTimeoutMs: 100 });
    expect(outcome.error).toMatchObject({ failure: "stalled", mayHaveCost: true });
    await until(() => upstream.book().calls[0]?.clientDisconnected === true);
    expect(upstream.book().calls).toHaveLength(1);
  });

  test("does not take a slow consumer for a stalled provider", async () => {
    const signal = new AbortController().signal;
    let last: ProviderEvent | undefined;
    const events = streamAnswer(provider(dialect), ask("[[upstream:slow:2+tokens:20]]"), {
      signal,
      idleTimeoutMs: 80,
    });
    for await (const event of events) {
      if (last?.type === "started") await new Promise((resolve) => setTimeout(resolve, 200));
      last = event;
    }
    expect(last?.type).toBe("finished");
  });

  test.each([
    ["html", false],
    ["json", true],
  ])("refuses an answer that is %s", async (kind, mayHaveCost) => {
    const outcome = await collect(provider(dialect), ask(`[[upstream:${kind}]]`));
    expect(outcome.events).toEqual([]);
    expect(outcome.error).toMatchObject({ failure: "not_a_stream", mayHaveCost });
  });

  test.each([
    [400, "bad_request", false],
    [401, "unauthorized", false],
    [403, "unauthorized", false],
    [404, "model_missing", false],
    [422, "bad_request", false],
    [504, "unavailable", true],
  ])("turns status %i into %s without a second try", async (status, failure, mayHaveCost) => {
    const outcome = await collect(provider(dialect), ask(`[[upstream:${status}:9]]`));
    expect(outcome.error).toMatchObject({ failure, mayHaveCost, details: { status: String(status) } });
    expect(upstream.book().calls).toHaveLength(1);
  });

  test("waits as long as a 429 asks and then succeeds", async () => {
    const before = performance.now();
    const outcome = await collect(provider(dialect), ask("[[upstream:429:2:0.1]]"));
    expect(performance.now() - before).toBeGreaterThan(190);
    expect(finished(outcome)).toMatchObject({ reason: "stop" });
    expect(upstream.book().calls.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  test("gives up after three 429s and tells how long to wait", async () => {
    const outcome = await collect(provider(dialect), ask("[[upstream:429:9:0.02]]"));
    expect(outcome.error).toMatchObject({ failure: "rate_limited", mayHaveCost: false, retryAfterMs: 20 });
    expect(upstream.book().calls).toHaveLength(3);
  });

  test("does not hold a person up for a long Retry-After", async () => {
    const outcome = await collect(provider(dialect), ask("[[upstream:429:9:120]]"));
    expect(outcome.error).toMatchObject({ failure: "rate_limited", retryAfterMs: 120_000 });
    expect(upstream.book().calls).toHaveLength(1);
  });

  test("tries again after a 503 and answers", async () => {
    const outcome = await collect(provider(dialect), ask("[[upstream:503:1:0]]"));
    expect(finished(outcome)).toMatchObject({ reason: "stop" });
    expect(upstream.book().calls.map(({ status }) => status)).toEqual([503, 200]);
  });

  test("asks once when a 500 leaves open whether a model worked", async () => {
    const outcome = await collect(provider(dialect), ask("[[upstream:500:9]]"));
    expect(outcome.error).toMatchObject({ failure: "unavailable", mayHaveCost: true });
    expect(upstream.book().calls).toHaveLength(1);
  });

  test("reaches the provider when the caller stops in mid-stream", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 60);
    const request = ask("[[upstream:slow:10+tokens:400]]");
    const outcome = await collect(provider(dialect), request, { signal: stop.signal });
    expect(outcome.error).toMatchObject({ failure: "aborted", mayHaveCost: true });
    expect(outcome.text).not.toBe("");
    await until(() => upstream.book().calls[0]?.clientDisconnected === true);
    expect(upstream.book().calls[0]?.outputTokens).toBeLessThan(60);
  });

  test("reaches the provider when the caller leaves the loop", async () => {
    const signal = new AbortController().signal;
    for await (const event of streamAnswer(provider(dialect), ask("[[upstream:slow:10]]"), { signal })) {
      if (event.type === "delta") break;
    }
    await until(() => upstream.book().calls[0]?.clientDisconnected === true);
  });

  test("leaves other answers alone when many are stopped", async () => {
    const request = ask("[[upstream:slow:2+tokens:30]]");
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const signal = index % 2 === 0 ? AbortSignal.timeout(index * 3) : new AbortController().signal;
        return collect(provider(dialect), request, { signal });
      }),
    );
    for (const { text, error } of outcomes.filter((_, index) => index % 2 === 1)) {
      expect(error).toBeNull();
      expect(text).toHaveLength(120);
    }
    expect(outcomes.some(({ error }) => error?.failure === "aborted")).toBe(true);
  });

  test("makes no call when it is stopped beforehand", async () => {
    const outcome = await collect(provider(dialect), ask("Hi"), { signal: AbortSignal.abort() });
    expect(outcome.error).toMatchObject({ failure: "aborted", mayHaveCost: false });
    expect(upstream.book().calls).toEqual([]);
  });

  test("stops waiting for a retry when the caller stops", async () => {
    const before = performance.now();
    const signal = AbortSignal.timeout(50);
    const outcome = await collect(provider(dialect), ask("[[upstream:429:9:10]]"), { signal });
    expect(outcome.error).toMatchObject({ failure: "aborted", mayHaveCost: false });
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe("streamAnswer", () => {
  test("calls a refused connection free of cost", async () => {
    const port = await closedPort();
    const outcome = await collect(provider("chat", `http://127.0.0.1:${port}/v1`), ask("Hi"));
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
    const outcome = await collect(provider("responses", `http://127.0.0.1:${port}/v1`), ask("Hi"));
    expect(outcome.error).toMatchObject({ failure: "unavailable", mayHaveCost: true });
    expect(connections).toBe(1);
    await new Promise((resolve) => server.close(resolve));
  });

  test("sends what each dialect wants", async () => {
    const request = ask("Hi", { outputTokensMax: 300, cacheKey: "thread-1" });
    await collect(provider("responses"), request);
    await collect(provider("chat"), request);
    await collect({ ...provider("chat"), id: "openai" }, request);
    const bodies = upstream.requests().map(({ body }) => body);
    expect(bodies).toEqual([
      {
        model: "gpt-4o-mini",
        instructions: "Be brief.",
        input: [{ role: "user", content: "Hi" }],
        max_output_tokens: 300,
        prompt_cache_key: "thread-1",
        store: false,
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
        stream: true,
        stream_options: { include_usage: true },
      },
    ]);
  });
});

describe("a provider whose dialect is to be detected", () => {
  test("is asked in chat when it has no Responses, and only in chat from then on", async () => {
    const chatOnly = await startUpstream({ dialects: ["chat"] });
    const unknown = provider("detect", chatOnly.url);
    expect(finished(await collect(unknown, ask("one")))).toMatchObject({ reason: "stop" });
    await collect(unknown, ask("two"));
    expect(chatOnly.requests().map(({ path }) => path)).toEqual([
      "/v1/chat/completions",
      "/v1/chat/completions",
    ]);
    await chatOnly.close();
  });

  test("is asked in Responses where it can", async () => {
    const unknown = provider("detect");
    await collect(unknown, ask("one"));
    expect(upstream.book().calls.map(({ dialect }) => dialect)).toEqual(["responses"]);
  });

  test("is not taken for a chat endpoint because a model is missing in both", async () => {
    const other = await startUpstream();
    other.script({ behaviours: ["404", "404"] });
    const unknown = provider("detect", other.url);
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
