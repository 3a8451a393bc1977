import type { EventSourceMessage } from "eventsource-parser";
import { ProviderError } from "./error";
import { isRecord } from "./record";
import type { CompletionChunk, FinishReason, UsageReport } from "./types";

/** What one dialect's events have come to so far. The reader takes `text` away after each network chunk. */
export type Progress = {
  started: boolean;
  responseId: string | null;
  text: string;
  /** The chunks that `text` came in, where they are passed on; null elsewhere. Taken away together with it. */
  chunks: CompletionChunk[] | null;
  /** Known as soon as the model is done; the stream may still bring its usage. */
  reason: FinishReason | null;
  report: UsageReport;
  /** Nothing more will come. */
  complete: boolean;
  failure: ProviderError | null;
};

export type Interpreter = { progress: Progress; read(message: EventSourceMessage): void };

export function newProgress(): Progress {
  return {
    started: false,
    responseId: null,
    text: "",
    chunks: null,
    reason: null,
    report: { usage: null, fault: "missing" },
    complete: false,
    failure: null,
  };
}

/** The parsed data of an event; undefined, and a failure in `progress`, when it is no JSON object. */
export function parseData(progress: Progress, data: string): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    value = null;
  }
  if (isRecord(value)) return value;
  // Without the parser's message, which would quote the answer.
  progress.failure = new ProviderError("malformed", { mayHaveCost: true });
  return undefined;
}

const ID = /^[\w.:-]{1,200}$/;

/** A response's id as it can be stored and asked for; null for anything else that stands in its place. */
export function readId(value: unknown): string | null {
  return typeof value === "string" && ID.test(value) ? value : null;
}
