import { describe, expect, test } from "vitest";
import { splitTokens } from "./demo/tokens";
import { wireFor } from "./demo/wire";
import { isProviderError } from "./error";
import { readStream } from "./read-stream";
import type { SpokenDialect } from "./usage";
import { startWatch } from "./watch";

const TEXT = 'Grüße 👋🏽 — "quoted",\n\n```ts\nconst a = 1;\n```\n';
const USAGE = { input: 120, cached: 100, cacheWrite: 0, output: 14, reasoning: 2 };

function transcriptOf(dialect: SpokenDialect): string {
  const wire = wireFor({ dialect, model: "gpt-4o-mini", includeUsage: true });
  return [wire.start(), ...splitTokens(TEXT).map(wire.delta), wire.finish("stop", TEXT, USAGE)].join("");
}

async function readChunks(dialect: SpokenDialect, chunks: Uint8Array[]) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const watch = startWatch({
    signal: new AbortController().signal,
    idleTimeoutMs: 1_000,
    firstEventTimeoutMs: 1_000,
  });
  let text = "";
  for await (const event of readStream({ body, dialect }, watch)) {
    if (event.type === "delta") text += event.text;
    if (event.type === "finished") return { text, reason: event.reason, report: event.report };
  }
  throw new Error("The stream ended without an event that says so.");
}

const WHOLE = {
  text: TEXT,
  reason: "stop",
  report: {
    usage: {
      inputTokens: 120,
      cachedInputTokens: 100,
      cacheWriteTokens: 0,
      outputTokens: 14,
      reasoningTokens: 2,
    },
  },
};

describe.each(["responses", "chat"] as const)("readStream in the %s dialect", (dialect) => {
  const transcript = transcriptOf(dialect);
  const bytes = new TextEncoder().encode(transcript);

  test("gives the same text and usage wherever the bytes are split", async () => {
    for (let at = 0; at <= bytes.length; at++) {
      expect(await readChunks(dialect, [bytes.subarray(0, at), bytes.subarray(at)])).toEqual(WHOLE);
    }
  });

  test("gives the same byte by byte", async () => {
    expect(
      await readChunks(
        dialect,
        Array.from(bytes, (byte) => Uint8Array.of(byte)),
      ),
    ).toEqual(WHOLE);
  });

  test("reads CRLF, comments, unknown events and a byte order mark", async () => {
    const noisy = `\uFEFF: welcome\n\n${transcript.replaceAll("\n\n", "\n\n: ping\n\n")}`;
    const unknown = `event: response.new_thing\ndata: ${dialect === "chat" ? "{}" : "not even JSON"}\n\n`;
    const encoded = new TextEncoder().encode(`${unknown}${noisy}`.replaceAll("\n", "\r\n"));
    expect(await readChunks(dialect, [encoded])).toEqual(WHOLE);
  });

  test("fails as cut at every place before the answer's last event", async () => {
    const end = dialect === "responses" ? "event: response.completed" : '"finish_reason":"stop"';
    const last = new TextEncoder().encode(transcript.slice(0, transcript.indexOf(end))).length;
    for (let at = 0; at <= last; at += 7) {
      const failure = await readChunks(dialect, [bytes.subarray(0, at)]).catch((error: unknown) => error);
      expect(isProviderError(failure) && failure.failure).toBe("cut");
    }
  });

  test("refuses an event without an end", async () => {
    const endless = new TextEncoder().encode(`data: ${"x".repeat(17 * 1024 * 1024)}`);
    await expect(readChunks(dialect, [endless])).rejects.toMatchObject({ failure: "malformed" });
  });
});

describe("readStream in the chat dialect", () => {
  const chunk = (data: object) => new TextEncoder().encode(`data: ${JSON.stringify(data)}\n\n`);
  const choice = (content: string, finish_reason: string | null = null) => ({
    choices: [{ delta: { content }, finish_reason }],
  });
  const usage = { prompt_tokens: 5, completion_tokens: 1, total_tokens: 6 };

  test("does without [DONE] and takes the last usage that was told", async () => {
    const chunks = [
      chunk({ ...choice("Hi"), usage: { ...usage, completion_tokens: 0, total_tokens: 5 } }),
      chunk({ ...choice("", "stop"), usage }),
    ];
    expect(await readChunks("chat", chunks)).toMatchObject({
      text: "Hi",
      report: { usage: { outputTokens: 1 } },
    });
  });

  test("does not take [DONE] alone for an end", async () => {
    const done = new TextEncoder().encode("data: [DONE]\n\n");
    await expect(readChunks("chat", [chunk(choice("Hi")), done])).rejects.toMatchObject({ failure: "cut" });
  });

  test("keeps an answer whose connection breaks after its finish_reason", async () => {
    const chunks = [chunk(choice("Hi", "length"))];
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = chunks.shift();
        if (next) controller.enqueue(next);
        else controller.error(new TypeError("terminated"));
      },
    });
    const watch = startWatch({
      signal: new AbortController().signal,
      idleTimeoutMs: 1_000,
      firstEventTimeoutMs: 1_000,
    });
    const events = await all(readStream({ body, dialect: "chat" }, watch));
    expect(events.at(-1)).toEqual({
      type: "finished",
      reason: "length",
      report: { usage: null, fault: "missing" },
    });
  });
});

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}
