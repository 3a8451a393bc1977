import { describe, expect, test } from "vitest";
import { isProviderError, streamCompletion } from "./index";
import { until, useUpstream } from "./testing";
import type { CompletionChunk, CompletionRequest, Provider, ProviderEvent } from "./types";
import { writtenText } from "./written-text";

const lab = useUpstream();

const TOOL = {
  type: "function",
  function: { name: "look_up", parameters: { type: "object", properties: { city: { type: "string" } } } },
};

function request(text: string, body: Record<string, unknown> = {}): CompletionRequest {
  const messages = [{ role: "user", content: text }];
  return {
    model: "gpt-4o-mini",
    body: { messages, ...body },
    outputTokensMax: 500,
    serviceTier: "default",
    cacheKey: "key-1",
  };
}

async function collect(provider: Provider, asked: CompletionRequest, signal = new AbortController().signal) {
  const events: ProviderEvent[] = [];
  const error = await (async () => {
    for await (const event of streamCompletion(provider, asked, { signal })) events.push(event);
  })().then(
    () => null,
    (failure: unknown) => {
      if (!isProviderError(failure)) throw failure;
      return failure;
    },
  );
  const deltas = events.filter((event) => event.type === "delta");
  const chunks = deltas.flatMap((event) => event.chunks ?? []);
  const text = deltas.map((event) => event.text).join("");
  return { events, error, chunks, text, finished: events.find((event) => event.type === "finished") };
}

/** The deltas of the only choice, in order. */
const deltasOf = (chunks: CompletionChunk[]) =>
  JSON.parse(JSON.stringify(chunks)).flatMap((chunk: { choices: { delta: unknown }[] }) =>
    chunk.choices.map(({ delta }) => delta),
  );

describe("streamCompletion", () => {
  test("always asks the chat endpoint and hands every chunk on as it came", async () => {
    lab.upstream.reply({ reply: "All done." });
    const { chunks, text, finished } = await collect(lab.provider("responses"), request("Hi"));
    expect(lab.upstream.requests().map(({ path }) => path)).toEqual(["/v1/chat/completions"]);
    expect(text).toBe("All done.");
    expect(deltasOf(chunks)).toEqual([
      { role: "assistant", content: "" },
      { content: "All " },
      { content: "done" },
      { content: "." },
      {},
    ]);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 3 } });
    expect(finished).toMatchObject({ reason: "stop", report: { usage: { outputTokens: 3 } } });
  });

  test("passes parameters on and keeps what decides the cost for itself", async () => {
    const asked = request("Hi", {
      temperature: 0.2,
      tools: [TOOL],
      stream_options: { include_usage: false, include_obfuscation: false },
      model: "dearer",
      max_tokens: 9_999,
      max_completion_tokens: 9_999,
      n: 3,
      service_tier: "priority",
      store: true,
    });
    await collect(lab.provider("chat"), { ...asked, model: "gpt-4o" });
    await collect({ ...lab.provider("chat"), id: "openai" }, { ...asked, serviceTier: "flex" });
    const kept = {
      temperature: 0.2,
      tools: [TOOL],
      messages: [{ role: "user", content: "Hi" }],
      stream: true,
      stream_options: { include_usage: true, include_obfuscation: false },
    };
    const [compatible, openai] = lab.upstream.requests().map(({ body }) => body);
    expect(compatible).toEqual({ ...kept, model: "gpt-4o", max_tokens: 500 });
    expect(openai).toEqual({
      ...kept,
      model: "gpt-4o-mini",
      max_completion_tokens: 500,
      service_tier: "flex",
      store: false,
      prompt_cache_key: "key-1",
    });
  });

  test("counts what a tool call says as text, and ends it as an answer that is whole", async () => {
    const asked = request("[[upstream:tools:2]] Kraków", { tools: [TOOL] });
    const { chunks, text, finished } = await collect(lab.provider("chat"), asked);
    const argument = JSON.stringify({ city: "[[upstream:tools:2]] Kraków" });
    expect(text).toBe(`look_up${argument}look_up${argument}`);
    const deltas = deltasOf(chunks).filter((delta: object) => "tool_calls" in delta);
    expect(deltas[0].tool_calls[0]).toMatchObject({ index: 0, type: "function", id: expect.any(String) });
    expect(deltas.at(-1).tool_calls[0].index).toBe(1);
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: "tool_calls" }] });
    expect(finished).toMatchObject({ reason: "stop" });
  });

  test("counts a refusal and reasoning that is shown as text", () => {
    const delta = { refusal: "No.", reasoning_content: "Hm. ", tool_calls: [7, { function: 3 }] };
    expect(writtenText(delta)).toBe("No.Hm. ");
    expect(writtenText(null)).toBe("");
    expect(writtenText({ content: [1], tool_calls: "x" })).toBe("");
  });

  test.each([
    ["cut:7", "cut"],
    ["malformed:7", "malformed"],
    ["error:7", "reported"],
  ])("turns %s into the failure %s after what came before", async (behaviour, failure) => {
    const { error, text, finished } = await collect(
      lab.provider("chat"),
      request(`[[upstream:${behaviour}]]`),
    );
    expect(text).toHaveLength(28);
    expect(finished).toBeUndefined();
    expect(error).toMatchObject({ failure, mayHaveCost: true });
  });

  test("gives the provider's own words where it refuses the request as wrong, and only there", async () => {
    const wrong = await collect(lab.provider("chat"), request("[[upstream:400:9]]"));
    expect(wrong.error).toMatchObject({
      failure: "bad_request",
      objection: { message: "The upstream was told to refuse this call.", param: null, code: "status_400" },
    });
    expect(wrong.error?.message).not.toContain("upstream");
    const unauthorized = await collect(lab.provider("chat"), request("[[upstream:401:9]]"));
    expect(unauthorized.error).toMatchObject({ failure: "unauthorized", objection: null });
  });

  test("reaches the provider when the caller stops", async () => {
    const stop = new AbortController();
    const running = collect(lab.provider("chat"), request("[[upstream:slow:10+tokens:400]]"), stop.signal);
    await until(() => (lab.upstream.book().calls[0]?.outputTokens ?? 0) > 3);
    stop.abort();
    expect((await running).error).toMatchObject({ failure: "aborted" });
    await until(() => lab.upstream.book().calls[0]?.clientDisconnected === true);
  });
});
