import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "@/lib/assistants/types";
import { encodeEvent, readEventId, toEventStream } from "./encode";

const delta = (id: number, text: string): RunEvent => ({ id, type: "delta", data: { text } });
const end: RunEvent = { id: 9, type: "end", data: {} };
const signedIn = async () => true;

async function* sequence(...events: RunEvent[]): AsyncGenerator<RunEvent> {
  yield* events;
}

/** Events that only the signal ends. */
async function* endless(signal: AbortSignal): AsyncGenerator<RunEvent> {
  yield delta(1, "a");
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
}

describe("readEventId", () => {
  test.each([
    ["12", 12],
    ["0", 0],
    [null, null],
    ["", null],
    ["-1", null],
    ["1e9", null],
    ["9".repeat(16), null],
  ])("reads %j as %j", (header, id) => {
    expect(readEventId(header)).toBe(id);
  });
});

describe("encodeEvent", () => {
  test("keeps line breaks of the text out of the frame", () => {
    expect(encodeEvent(delta(3, "one\n\nid: 4\r\ntwo"))).toBe(
      'id: 3\nevent: delta\ndata: {"text":"one\\n\\nid: 4\\r\\ntwo"}\n\n',
    );
  });
});

describe("toEventStream", () => {
  test("writes events in order and closes after the last", async () => {
    const stream = toEventStream(sequence(delta(1, "a"), delta(2, "b"), end), {
      ended: new AbortController(),
      isStillSignedIn: signedIn,
    });
    const text = await new Response(stream).text();
    expect(text.match(/^id: \d+$/gm)).toEqual(["id: 1", "id: 2", "id: 9"]);
    expect(text.startsWith("retry: 1000\n\n")).toBe(true);
  });

  test("beats while nothing happens, and ends when the session has ended", async () => {
    const ended = new AbortController();
    let checks = 0;
    const stream = toEventStream(endless(ended.signal), {
      ended,
      isStillSignedIn: async () => ++checks < 3,
      heartbeatMs: 5,
    });
    const text = await new Response(stream).text();
    expect(text.match(/^: still here$/gm)?.length).toBeGreaterThanOrEqual(3);
    expect(ended.signal.aborted).toBe(true);
  });

  test("goes on when the session cannot be checked for a moment", async () => {
    const ended = new AbortController();
    const stream = toEventStream(endless(ended.signal), {
      ended,
      isStillSignedIn: () => Promise.reject(new Error("The database is away.")),
      heartbeatMs: 5,
    });
    const text = new Response(stream).text();
    await sleep(30);
    expect(ended.signal.aborted).toBe(false);
    ended.abort();
    expect(await text).toContain("id: 1");
  });

  test("ends the events when the reader goes", async () => {
    const ended = new AbortController();
    const reader = toEventStream(endless(ended.signal), { ended, isStillSignedIn: signedIn }).getReader();
    await reader.read();
    await reader.cancel();
    expect(ended.signal.aborted).toBe(true);
  });
});
