import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutAt, readChunks } from "./testing/read-chunks";
import { TRANSCRIPTS } from "./testing/transcripts";

/** Cutting everywhere is done above; here every few bytes will do. */
const STRIDE = 7;
const MISSING = { usage: null, fault: "missing" };

describe.each(TRANSCRIPTS)("the recorded answer $name", ({ dialect, bytes, expected }) => {
  test("is read whole", async () => {
    expect(await readChunks(dialect, [bytes])).toEqual(expected);
  });

  test("is read the same wherever its bytes are cut", async () => {
    const wanted = JSON.stringify(await readChunks(dialect, [bytes]));
    for (let at = 0; at <= bytes.length; at++) {
      const read = JSON.stringify(await readChunks(dialect, cutAt(bytes, [at])));
      if (read !== wanted) expect({ at, read }).toEqual({ at, read: wanted });
    }
  });

  test("is read the same byte by byte", async () => {
    const each = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await readChunks(dialect, each)).toEqual(expected);
  });

  test("is read the same when it is cut in two or more places", async () => {
    const places = fc.array(fc.nat(bytes.length), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(places, async (cuts) => {
        expect(await readChunks(dialect, cutAt(bytes, cuts))).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});

describe.each(TRANSCRIPTS)("the recorded answer $name, broken off", ({ dialect, bytes, expected }) => {
  test("gives a beginning of its text, and its usage or none", async () => {
    for (let length = 0; length < bytes.length; length += STRIDE) {
      const { text, end } = await readChunks(dialect, [bytes.subarray(0, length)]);
      expect(expected.text.startsWith(text)).toBe(true);
      expect([
        { failure: "cut", report: MISSING },
        { ...expected.end, report: MISSING },
        expected.end,
      ]).toContainEqual(end);
    }
  });
});

const CHAT = TRANSCRIPTS.filter(({ dialect }) => dialect === "chat");

describe.each(CHAT)("the recorded answer $name, passed on", ({ dialect, bytes, expected }) => {
  test("gives every chunk as it came, wherever its bytes are cut", async () => {
    const whole = await readChunks(dialect, [bytes], { keepsChunks: true });
    expect(whole.end).toEqual(expected.end);
    const data = new TextDecoder().decode(bytes).match(/(?<=^data: )\{.*\}(?=\r?$)/gm) ?? [];
    const sent = data.map((json): unknown => JSON.parse(json)).filter((chunk) => !hasError(chunk));
    expect(whole.passedOn).toEqual(sent);
    for (let at = 0; at < bytes.length; at += STRIDE) {
      expect(await readChunks(dialect, cutAt(bytes, [at]), { keepsChunks: true })).toEqual(whole);
    }
  });
});

function hasError(chunk: unknown): boolean {
  return typeof chunk === "object" && chunk !== null && "error" in chunk;
}

test("the recorded answers bring CRLF, comments and characters of four bytes", () => {
  const texts = TRANSCRIPTS.map(({ bytes }) => new TextDecoder().decode(bytes));
  expect(texts.some((text) => text.includes("}\r\n\r\n"))).toBe(true);
  expect(texts.some((text) => text.startsWith(": OPENROUTER PROCESSING\n\n"))).toBe(true);
  expect(texts.some((text) => /[\u{10000}-\u{10ffff}]/u.test(text))).toBe(true);
});
