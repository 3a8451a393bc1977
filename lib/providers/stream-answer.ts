import { openStream } from "./open-stream";
import { readStream } from "./read-stream";
import type { Provider, ProviderEvent, ProviderRequest } from "./types";
import { startWatch, type WatchOptions } from "./watch";

export type StreamOptions = Pick<WatchOptions, "signal"> & Partial<WatchOptions>;

const IDLE_TIMEOUT_MS = 60_000;
const FIRST_EVENT_TIMEOUT_MS = 120_000;

/**
 * Asks a model and gives its answer as one stream of events, the last of them `finished`. Every other end is a
 * ProviderError. Leaving the loop early, or aborting `signal`, closes the connection to the provider at once.
 */
export async function* streamAnswer(
  provider: Provider,
  request: ProviderRequest,
  { signal, idleTimeoutMs = IDLE_TIMEOUT_MS, firstEventTimeoutMs = FIRST_EVENT_TIMEOUT_MS }: StreamOptions,
): AsyncGenerator<ProviderEvent> {
  const watch = startWatch({ signal, idleTimeoutMs, firstEventTimeoutMs });
  const stream = await openStream({ provider, request, watch }).catch((error: unknown) => {
    watch.stop();
    throw error;
  });
  yield* readStream(stream, watch);
}
