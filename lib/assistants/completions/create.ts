import { createHash } from "node:crypto";
import type { ProgramCtx } from "@/lib/org/types";
import type { CompletionChunk } from "@/lib/providers/types";
import { state } from "../runs/live";
import { Assembly } from "./assemble";
import { type Card, cardOf, lengthChunk, toOwnChunk, usageChunk, usageOf } from "./card";
import { type CompletionEvent, execute } from "./execute";
import { restarting } from "./failures";
import { requestKeyOf } from "./idempotency";
import { readRequest } from "./read-request";
import { startCompletion } from "./start";

export type CompletionInput = {
  /** The request as it was sent, parsed and as text; of the text only a hash is kept. */
  body: unknown;
  bodyText: string;
  idempotencyKey: string | null;
  /** Aborted when the program has gone: then no more is spent. */
  signal: AbortSignal;
};

/** An answer in OpenAI's shape, whole or as its chunks, which may end with an AppError. */
export type Completion = { runId: string } & (
  | { stream: false; completion: Record<string, unknown> }
  | { stream: true; chunks: AsyncGenerator<CompletionChunk> }
);

/**
 * Answers a program's chat request: held and admitted as every call, passed on as it is, and booked. Resolves with
 * the first chunk or the whole answer. Nothing of either is stored. Throws in words for programs; `budget_exceeded`,
 * `invalid`, `not_found` and `conflict` before any call.
 */
export async function createCompletion(ctx: ProgramCtx, input: CompletionInput): Promise<Completion> {
  if (state.draining) throw restarting(false);
  const request = readRequest(input.body);
  const bodyHash = createHash("sha256").update(input.bodyText).digest("base64url");
  const key = requestKeyOf(ctx, { idempotencyKey: input.idempotencyKey, bodyHash });
  const job = await startCompletion(ctx, request, key);
  const { runId, target } = job.attempt;
  const card = cardOf({ runId, createdAt: job.createdAt, model: target.model });
  const events = execute(ctx.db, job, input.signal);
  if (!request.stream) return { runId, stream: false, completion: await assemble(events, card) };
  const tellsUsage = request.stream_options?.include_usage === true;
  return { runId, stream: true, chunks: await begun(toChunks(events, card, tellsUsage)) };
}

async function assemble(
  events: AsyncIterable<CompletionEvent>,
  card: Card,
): Promise<Record<string, unknown>> {
  const assembly = new Assembly();
  let usage: ReturnType<typeof usageOf> | null = null;
  for await (const event of events) {
    if (event.type === "chunk") assembly.add(event.chunk);
    else usage = usageOf(event.booking);
  }
  return { ...card, object: "chat.completion", ...assembly.finish(), usage };
}

async function* toChunks(
  events: AsyncIterable<CompletionEvent>,
  card: Card,
  tellsUsage: boolean,
): AsyncGenerator<CompletionChunk> {
  let isFinished = false;
  for await (const event of events) {
    if (event.type === "chunk") {
      const own = toOwnChunk(event.chunk, card, tellsUsage);
      if (own) yield own;
      isFinished ||= hasFinishReason(event.chunk);
    } else {
      if (!isFinished) yield lengthChunk(card, tellsUsage);
      if (tellsUsage) yield usageChunk(card, event.booking);
    }
  }
}

function hasFinishReason({ choices }: CompletionChunk): boolean {
  return (
    Array.isArray(choices) &&
    choices.some((choice: { finish_reason?: unknown } | null) => typeof choice?.finish_reason === "string")
  );
}

/** Waits for the first chunk, so that what fails before it is a failure and not an answer that breaks off. */
async function begun<T>(values: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await values.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* values;
  })();
}
