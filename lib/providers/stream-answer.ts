import { openStream } from "./open-stream";
import { readStream } from "./read-stream";
import { chatBody, completionBody, responsesBody } from "./request-body";
import type { CompletionRequest, Provider, ProviderEvent, ProviderRequest } from "./types";
import type { SpokenDialect } from "./usage";
import { startWatch, type WatchOptions } from "./watch";

export type StreamOptions = Pick<WatchOptions, "signal"> & Partial<WatchOptions>;

const IDLE_TIMEOUT_MS = 60_000;
const FIRST_EVENT_TIMEOUT_MS = 120_000;

/**
 * Asks a model and gives its answer as one stream of events, the last of them `finished`. Every other end is a
 * ProviderError. Leaving the loop early, or aborting `signal`, closes the connection to the provider at once.
 */
export function streamAnswer(
  provider: Provider,
  request: ProviderRequest,
  options: StreamOptions,
): AsyncGenerator<ProviderEvent> {
  const bodyIn = (dialect: SpokenDialect) =>
    dialect === "responses" ? responsesBody(provider, request) : chatBody(provider, request);
  return stream({ provider, bodyIn, keepsChunks: false }, options);
}

/**
 * The same for a program's own request. It always goes to the chat endpoint, whatever dialect answers are asked
 * for in, so that request and chunks pass through as they are; each `delta` has its `chunks`.
 */
export function streamCompletion(
  provider: Provider,
  request: CompletionRequest,
  options: StreamOptions,
): AsyncGenerator<ProviderEvent> {
  const bodyIn = () => completionBody(provider, request);
  return stream({ provider: { ...provider, dialect: "chat" }, bodyIn, keepsChunks: true }, options);
}

type Asked = { provider: Provider; bodyIn: (dialect: SpokenDialect) => object; keepsChunks: boolean };

async function* stream(
  { provider, bodyIn, keepsChunks }: Asked,
  { signal, idleTimeoutMs = IDLE_TIMEOUT_MS, firstEventTimeoutMs = FIRST_EVENT_TIMEOUT_MS }: StreamOptions,
): AsyncGenerator<ProviderEvent> {
  const watch = startWatch({ signal, idleTimeoutMs, firstEventTimeoutMs });
  const opened = await openStream({ provider, bodyIn, watch }).catch((error: unknown) => {
    watch.stop();
    throw error;
  });
  yield* readStream(opened, watch, { keepsChunks });
}
