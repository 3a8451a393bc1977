import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startUpstream, type Upstream } from "./server";

let upstream: Upstream;
let client: OpenAI;

beforeAll(async () => {
  upstream = await startUpstream();
  client = new OpenAI({ baseURL: upstream.url, apiKey: "none", maxRetries: 0, logLevel: "off" });
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const user = (content: string) => [{ role: "user" as const, content }];

async function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${upstream.origin}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

describe("the upstream, asked with the official package", () => {
  test("streams a Responses answer with usage", async () => {
    const events = await client.responses.create({
      model: "gpt-4o-mini",
      instructions: "Be brief.",
      input: user("[[upstream:cached:2+reasoning:3]] Hello"),
      stream: true,
    });
    let text = "";
    let usage: OpenAI.Responses.ResponseUsage | undefined;
    for await (const event of events) {
      if (event.type === "response.output_text.delta") text += event.delta;
      if (event.type === "response.completed") usage = event.response.usage;
    }
    expect(text).toContain("```ts");
    expect(usage).toMatchObject({
      input_tokens: 3 + 10,
      input_tokens_details: { cached_tokens: 2 },
      output_tokens: Math.ceil(text.length / 4) + 3,
      output_tokens_details: { reasoning_tokens: 3 },
    });
  });

  test("streams a chat answer, with usage only when asked", async () => {
    const body = { model: "gpt-4o-mini", messages: user("Hello"), stream: true as const };
    const withUsage = await collectChat(body, { include_usage: true });
    const without = await collectChat(body, { include_usage: false });
    expect(withUsage.text).toBe(without.text);
    expect(withUsage.usage).toMatchObject({ prompt_tokens: 2 });
    expect(without.usage).toBeUndefined();
  });

  test("answers without a stream in both dialects", async () => {
    const response = await client.responses.create({ model: "m", input: "Hello", max_output_tokens: 4 });
    expect(response.output_text).toHaveLength(16);
    expect(response.incomplete_details).toEqual({ reason: "max_output_tokens" });
    const chat = await client.chat.completions.create({ model: "m", messages: user("Hello"), max_tokens: 4 });
    expect(chat.choices[0]?.finish_reason).toBe("length");
    expect(chat.usage?.completion_tokens).toBe(4);
  });

  test("lists its models", async () => {
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toContain("gpt-4o-mini");
  });

  test("refuses as often as it was told, then answers", async () => {
    upstream.script({ behaviours: ["429:2:0"] });
    const ask = () => client.responses.create({ model: "m", input: "Hello" });
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    expect((await ask()).status).toBe("completed");
    expect(upstream.book().calls.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "completed"]);
  });

  test("counts a marker's refusals by message", async () => {
    const ask = (text: string) => client.responses.create({ model: "m", input: user(text) });
    await expect(ask("[[upstream:500]] one")).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    await expect(ask("[[upstream:500]] two")).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    expect((await ask("[[upstream:500]] one")).status).toBe("completed");
  });

  test("obeys the model's suffix", async () => {
    const response = await client.responses.create({ model: "gpt-4o-mini+tokens:250", input: "Hello" });
    expect(response.usage?.output_tokens).toBe(250);
  });

  test("makes a title when the instructions ask for one", async () => {
    const response = await client.responses.create({
      model: "m",
      instructions: "Write a title of at most five words.",
      input: user("[[upstream:500]] how do I split the rent among three people?"),
    });
    expect(response.output_text).toBe("How do I split the");
    expect(upstream.book().calls[0]?.purpose).toBe("title");
  });

  async function collectChat(
    body: { model: string; messages: { role: "user"; content: string }[]; stream: true },
    options: { include_usage: boolean },
  ) {
    let text = "";
    let usage: OpenAI.CompletionUsage | undefined;
    for await (const chunk of await client.chat.completions.create({ ...body, stream_options: options })) {
      text += chunk.choices[0]?.delta.content ?? "";
      if (chunk.usage) usage = chunk.usage;
    }
    return { text, usage };
  }
});

describe("the upstream's control endpoints", () => {
  test("register replies by the whole message and in order", async () => {
    const replies = ["one", "two"].map((reply) => ({ match: { exact: "again" }, reply }));
    expect((await post("/control/replies", [...replies, { reply: "any" }])).status).toBe(200);
    const ask = async (input: string) => (await client.responses.create({ model: "m", input })).output_text;
    expect(await ask("again")).toBe("one");
    expect(await ask("other")).toBe("any");
    expect(await ask("again")).toBe("two");
    expect(await ask("again")).toContain("short plan");
  });

  test("keep a registered reply for the call that is answered", async () => {
    upstream.reply({ reply: "kept" });
    upstream.script({ behaviours: ["503:1:0"] });
    const ask = () => client.responses.create({ model: "m", input: "Hello" });
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    expect((await ask()).output_text).toBe("kept");
  });

  test("show the book and the requests", async () => {
    await client.responses.create({ model: "m", input: "Hello", prompt_cache_key: "thread" });
    const book = await (await fetch(`${upstream.origin}/control/book`)).json();
    expect(book.totals).toMatchObject({ calls: 1, inputTokens: 2 });
    const { requests } = await (await fetch(`${upstream.origin}/control/requests`)).json();
    expect(requests[0].body.prompt_cache_key).toBe("thread");
    await post("/control/reset", {});
    expect(upstream.book().calls).toEqual([]);
  });

  test("refuse a behaviour that does not exist", async () => {
    expect((await post("/control/script", { behaviours: ["slwo"] })).status).toBe(400);
  });
});

describe("the upstream's book", () => {
  test("charges what was generated until a client's leaving was noticed", async () => {
    const controller = new AbortController();
    const body = { model: "m", input: user("[[upstream:tokens:200+slow:5]] Hello"), stream: true as const };
    const events = await client.responses.create(body, { signal: controller.signal });
    let deltas = 0;
    for await (const event of events) {
      if (event.type === "response.output_text.delta" && ++deltas === 4) break;
    }
    controller.abort();
    await until(() => upstream.book().calls[0]?.endedAt != null);
    const [call] = upstream.book().calls;
    expect(call).toMatchObject({ outcome: "disconnected", clientDisconnected: true });
    expect(call?.outputTokens).toBeGreaterThanOrEqual(4);
    expect(call?.outputTokens).toBeLessThan(200);
  });

  test("charges an answer that is not streamed by what was generated", async () => {
    const signal = AbortSignal.timeout(150);
    const body = { model: "m", input: user("[[upstream:tokens:200+slow:20]] Hello") };
    await expect(client.responses.create(body, { signal })).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await until(() => upstream.book().calls[0]?.endedAt != null);
    expect(upstream.book().calls[0]?.outputTokens).toBeGreaterThan(0);
    expect(upstream.book().calls[0]?.outputTokens).toBeLessThan(10);
  });

  test("charges nothing for a page that is no model's", async () => {
    await client.responses.create({ model: "m", input: "[[upstream:html]] Hello" }).catch(() => undefined);
    expect(upstream.book().totals).toMatchObject({ calls: 1, inputTokens: 0, outputTokens: 0 });
  });

  test("counts as OpenAI's models do when told to", async () => {
    const other = await startUpstream({ tokenizer: "o200k", behaviour: "tokens:60" });
    const ask = new OpenAI({ baseURL: other.url, apiKey: "none" });
    const response = await ask.responses.create({ model: "m", input: user("Hello there, world.") });
    expect(response.usage).toMatchObject({ input_tokens: 5 + 4 + 3, output_tokens: 60 });
    await other.close();
  });
});

describe("a stored response", () => {
  const collect = async (behaviour: string, store?: boolean) => {
    const body = { model: `m+${behaviour}`, input: "Hello", stream: true as const };
    let id = "";
    try {
      for await (const event of await client.responses.create({
        ...body,
        ...(store === undefined ? {} : { store }),
      })) {
        if (event.type === "response.created") id = event.response.id;
      }
    } catch (error) {
      // The broken socket of a cut answer.
      if (!(error instanceof TypeError)) throw error;
    }
    return id;
  };

  test("tells its status and usage by id", async () => {
    const response = await client.responses.retrieve(await collect("tokens:20+cached:1"));
    expect(response.status).toBe("completed");
    expect(response.usage).toMatchObject({ input_tokens: 2, output_tokens: 20, total_tokens: 22 });
  });

  test.each(["no_usage", "absurd:huge"])("tells the right usage after %s", async (behaviour) => {
    const response = await client.responses.retrieve(await collect(`tokens:20+${behaviour}`));
    expect(response.usage).toMatchObject({ input_tokens: 2, output_tokens: 20 });
  });

  test("tells what was generated when it was cut", async () => {
    const response = await client.responses.retrieve(await collect("tokens:20+cut:7"));
    expect(response).toMatchObject({ status: "failed", usage: { output_tokens: 7 } });
    expect(response.output_text).toHaveLength(28);
  });

  test("has no usage while it is generated, and is cancelled when the client leaves", async () => {
    const controller = new AbortController();
    const body = { model: "m", input: "[[upstream:tokens:9+stall:3]] Hello", stream: true as const };
    const events = await client.responses.create(body, { signal: controller.signal });
    let id = "";
    for await (const event of events) {
      if (event.type === "response.created") id = event.response.id;
      if (event.type === "response.output_text.delta") break;
    }
    expect(await client.responses.retrieve(id)).toMatchObject({ status: "in_progress", usage: null });
    controller.abort();
    await until(() => upstream.book().calls[0]?.endedAt != null);
    expect(await client.responses.retrieve(id)).toMatchObject({
      status: "cancelled",
      usage: { output_tokens: 3 },
    });
  });

  test("is not found when it was not to be stored", async () => {
    const id = await collect("tokens:3", false);
    await expect(client.responses.retrieve(id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    expect(upstream.book().calls[0]).toMatchObject({ stored: false, responseId: id });
  });

  test("exists in the Responses dialect alone", async () => {
    const chat = await client.chat.completions.create({ model: "m", messages: user("Hello") });
    await expect(client.responses.retrieve(chat.id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    expect(upstream.book().calls[0]).toMatchObject({ stored: false, responseId: chat.id });
  });
});

test("an answer that hangs is broken off when the upstream is released", async () => {
  const hanging = client.responses.create({ model: "m+hang", input: "Hello" });
  const failed = expect(hanging).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  await until(() => upstream.book().calls[0]?.inputTokens === 2);
  await post("/control/release", {});
  await failed;
  expect(upstream.book().calls[0]).toMatchObject({ outcome: "cut", clientDisconnected: false });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 400) throw new Error("It never happened.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
