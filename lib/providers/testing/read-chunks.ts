import { isProviderError } from "../error";
import { readStream } from "../read-stream";
import type { CompletionChunk, FinishReason, ProviderFailure, UsageReport } from "../types";
import type { SpokenDialect } from "../usage";
import { startWatch } from "../watch";

/** What a stream came to: an end with its reason and usage, or a failure. */
export type StreamEnd =
  | { reason: FinishReason; report: UsageReport }
  | { failure: ProviderFailure; report: UsageReport };
export type StreamOutcome = {
  text: string;
  responseId: string | null;
  /** Where chunks are kept. */
  passedOn?: CompletionChunk[];
  end: StreamEnd;
};

const PATIENCE_MS = 60_000;

/** Reads a stream that arrives in these pieces. Throws only what is no ProviderError: a crash. */
export async function readChunks(
  dialect: SpokenDialect,
  chunks: Iterable<Uint8Array>,
  { keepsChunks = false } = {},
): Promise<StreamOutcome> {
  const watch = startWatch({
    signal: new AbortController().signal,
    idleTimeoutMs: PATIENCE_MS,
    firstEventTimeoutMs: PATIENCE_MS,
  });
  const read: Omit<StreamOutcome, "end"> = { text: "", responseId: null };
  if (keepsChunks) read.passedOn = [];
  try {
    for await (const event of readStream({ body: arriving(chunks), dialect }, watch, { keepsChunks })) {
      if (event.type === "started") read.responseId = event.responseId;
      if (event.type === "delta") {
        read.text += event.text;
        read.passedOn?.push(...(event.chunks ?? []));
      }
      if (event.type === "finished") {
        return { ...read, end: { reason: event.reason, report: event.report } };
      }
    }
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return { ...read, end: { failure: error.failure, report: error.report } };
  }
  throw new Error("The stream ended without an event that says so.");
}

async function* arriving(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** `bytes` cut at these places; they need not be sorted, and may repeat. */
export function cutAt(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const sorted = [...places].sort((a, b) => a - b);
  return [...sorted, bytes.length].map((place, index) => bytes.subarray(sorted[index - 1] ?? 0, place));
}
