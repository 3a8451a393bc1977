import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "./testing/fuzz-runs";
import { cutAt, readChunks, type StreamEnd } from "./testing/read-chunks";
import { promisedStream, type WildStream, wildStream } from "./testing/wild-streams";
import { faultOf } from "./testing/wild-usage";
import type { SpokenDialect } from "./usage";

const TIME_MS_MAX = 120_000;

type Case = { dialect: SpokenDialect; keepsChunks: boolean; runs: number };
const CASES: Case[] = [
  { dialect: "responses", keepsChunks: false, runs: 40_000 },
  { dialect: "chat", keepsChunks: false, runs: 40_000 },
  { dialect: "chat", keepsChunks: true, runs: 20_000 },
];

/** Without these the generator would not try what it is for. */
const ENDS_REACHED = [
  "stop:usage",
  "stop:missing",
  "stop:rejected",
  "length:usage",
  "content_filter:usage",
  "cut:missing",
  "malformed:missing",
  "reported:usage",
  "reported:rejected",
];

describe.each(CASES)(
  "a wild $dialect stream (chunks kept: $keepsChunks)",
  ({ dialect, keepsChunks, runs }) => {
    const kept = { keepsChunks };

    async function verdictOn({ bytes, cuts }: WildStream, ends: Set<string>): Promise<string | null> {
      const whole = await readChunks(dialect, [bytes], kept);
      ends.add(labelOf(whole.end));
      const fault = faultOf(whole.end.report) ?? strangeEnd(whole.end);
      if (fault || cuts.length === 0) return fault;
      const cut = await readChunks(dialect, cutAt(bytes, cuts), kept);
      // The id may differ: in a stream out of order, text can be handed on before the event that brings it.
      const [one, other] = [whole, cut].map((read) => JSON.stringify({ ...read, responseId: null }));
      return one === other ? null : `whole ${one}, cut ${other}`;
    }

    test(
      "ends in an answer or a failure of ours, with a usage to charge by or none, wherever it is cut",
      async () => {
        const ends = new Set<string>();
        await fc.assert(
          fc.asyncProperty(wildStream(dialect), async (stream) => {
            const verdict = await verdictOn(stream, ends);
            if (verdict) expect({ verdict, stream: new TextDecoder().decode(stream.bytes) }).toBeNull();
          }),
          { numRuns: fuzzRuns(runs) },
        );
        expect([...ends]).toEqual(expect.arrayContaining(ENDS_REACHED));
      },
      TIME_MS_MAX,
    );
  },
);

describe.each(["responses", "chat"] as const)("a sound %s stream among noise", (dialect) => {
  test("gives its text, its end and its usage exactly, whatever comes after its end", async () => {
    await fc.assert(
      fc.asyncProperty(promisedStream(dialect), async ({ bytes, cuts, text, reason, usage }) => {
        const read = await readChunks(dialect, cutAt(bytes, cuts));
        expect(read).toEqual({ text, responseId: expect.any(String), end: { reason, report: { usage } } });
      }),
      { numRuns: fuzzRuns(4_000) },
    );
  });
});

function strangeEnd(end: StreamEnd): string | null {
  if (!("reason" in end)) return null;
  return ["stop", "length", "content_filter"].includes(end.reason) ? null : `reason ${end.reason}`;
}

function labelOf(end: StreamEnd): string {
  const name = "reason" in end ? end.reason : end.failure;
  return `${name}:${end.report.usage ? "usage" : end.report.fault}`;
}
