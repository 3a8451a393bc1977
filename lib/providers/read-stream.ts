import { createParser } from "eventsource-parser";
import { chatInterpreter } from "./chat-interpreter";
import { ProviderError } from "./error";
import type { Progress } from "./interpreter";
import type { OpenStream } from "./open-stream";
import { responsesInterpreter } from "./responses-interpreter";
import type { ProviderEvent } from "./types";
import type { Watch } from "./watch";

/** A whole answer comes back in the last event of Responses; nothing near this is one. */
const EVENT_UNITS_MAX = 16 * 1024 * 1024;

/** Once the model is done only its usage is missing: how long to wait for that, and for the end of the body. */
const AFTERMATH_MS = 2_000;

/**
 * The stream as our events, all text of one network chunk in one `delta`. Throws ProviderError when it ends
 * in any way but its dialect's terminal event; text that came before is always given first. `keepsChunks` adds
 * to each `delta` the chat chunks as they came.
 */
export async function* readStream(
  { body, dialect }: OpenStream,
  watch: Watch,
  { keepsChunks = false } = {},
): AsyncGenerator<ProviderEvent> {
  const chunks = body[Symbol.asyncIterator]();
  const { progress, read } =
    dialect === "responses" ? responsesInterpreter() : chatInterpreter({ keepsChunks });
  const parser = createParser({
    maxBufferSize: EVENT_UNITS_MAX,
    onEvent: (message) => {
      if (!progress.failure && !progress.complete) read(message);
    },
    onError: ({ type }) => {
      if (type === "max-buffer-size-exceeded") {
        progress.failure = new ProviderError("malformed", { mayHaveCost: true });
      }
    },
  });
  const decoder = new TextDecoder();
  let announced = false;
  let waitMs = watch.firstEventTimeoutMs;
  try {
    while (!progress.complete && !progress.failure) {
      const chunk = await nextChunk(chunks, { watch, waitMs, progress });
      if (!chunk) break;
      parser.feed(decoder.decode(chunk, { stream: true }));
      waitMs = progress.reason ? Math.min(AFTERMATH_MS, watch.idleTimeoutMs) : watch.idleTimeoutMs;
      if (!announced && (progress.started || progress.text)) {
        announced = true;
        yield { type: "started", responseId: progress.responseId };
      }
      const delta = takeDelta(progress);
      if (!delta) continue;
      body.pace?.();
      yield delta;
    }
    if (progress.failure) throw progress.failure;
    if (!progress.reason) throw watch.reason(true) ?? new ProviderError("cut", { mayHaveCost: true });
    yield { type: "finished", reason: progress.reason, report: progress.report };
  } finally {
    void release(chunks, progress.complete, watch);
  }
}

/** What came with the last network chunk; null when that was nothing to hand on. */
function takeDelta(progress: Progress): Extract<ProviderEvent, { type: "delta" }> | null {
  const { text, chunks } = progress;
  if (!text && !chunks?.length) return null;
  progress.text = "";
  if (!chunks) return { type: "delta", text };
  progress.chunks = [];
  return { type: "delta", text, chunks };
}

type Chunks = AsyncIterator<Uint8Array>;
type Waiting = { watch: Watch; waitMs: number; progress: Progress };

/** Null at the end of the body, and also when the connection breaks after the model was done. */
async function nextChunk(chunks: Chunks, { watch, waitMs, progress }: Waiting): Promise<Uint8Array | null> {
  watch.expectWithin(waitMs);
  try {
    const next = await chunks.next();
    return next.done ? null : next.value;
  } catch (cause) {
    if (progress.reason) return null;
    throw watch.reason(true) ?? new ProviderError("cut", { mayHaveCost: true, cause });
  } finally {
    watch.expectNothing();
  }
}

/** Lets a complete body run out, so that its connection can be used again; cuts off any other. */
async function release(chunks: Chunks, complete: boolean, watch: Watch): Promise<void> {
  if (!complete) watch.abort();
  else watch.expectWithin(AFTERMATH_MS);
  try {
    for (let done = false; !done; ) done = (await chunks.next()).done === true;
  } catch {
    // The answer is already known, whole or failed: how its connection ended changes nothing.
  }
  watch.stop();
}
