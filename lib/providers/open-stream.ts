import { setTimeout as sleep } from "node:timers/promises";
import { clientFor } from "./client";
import { isProviderError, ProviderError } from "./error";
import { explain } from "./explain";
import type { PacedBody } from "./paced-reader";
import { isRecord } from "./record";
import { streamOf } from "./transport";
import type { Provider } from "./types";
import { normaliseUsage, type SpokenDialect } from "./usage";
import type { Watch } from "./watch";

export type OpenStream = { body: AsyncIterable<Uint8Array> & Partial<PacedBody>; dialect: SpokenDialect };

export type Call = {
  provider: Provider;
  /** What is sent, in the dialect that is spoken. */
  bodyIn: (dialect: SpokenDialect) => object;
  watch: Watch;
};

const PATHS: Record<SpokenDialect, string> = { responses: "/responses", chat: "/chat/completions" };

const RETRIES_MAX = 2;
const RETRY_AFTER_MS_MAX = 15_000;
const BACKOFF_MS = 300;

/** What a `detect` endpoint was found to speak, by address, for the life of the process. */
const detected = new Map<string, SpokenDialect>();

/** Sends the request until an event stream answers. Nothing was streamed when it throws. */
export async function openStream(call: Call): Promise<OpenStream> {
  const dialect = knownDialect(call.provider);
  if (dialect !== "detect") return send(call, dialect);
  const { baseUrl } = call.provider;
  try {
    const stream = await send(call, "responses");
    detected.set(baseUrl, "responses");
    return stream;
  } catch (error) {
    if (!speaksNoResponses(error)) throw error;
  }
  const stream = await send(call, "chat");
  detected.set(baseUrl, "chat");
  return stream;
}

function knownDialect({ dialect, baseUrl }: Provider): Provider["dialect"] {
  return dialect === "detect" ? (detected.get(baseUrl) ?? "detect") : dialect;
}

function speaksNoResponses(error: unknown): boolean {
  return isProviderError(error) && ["404", "405", "501"].includes(error.details.status ?? "");
}

/** One request, repeated only where the answer shows that no model is working on it. */
async function send(call: Call, dialect: SpokenDialect): Promise<OpenStream> {
  for (let retriesLeft = RETRIES_MAX; ; retriesLeft--) {
    const attempt = await attemptOnce(call, dialect);
    if (!(attempt instanceof ProviderError)) return attempt;
    const waitMs = retriesLeft > 0 ? retryDelayMs(attempt, RETRIES_MAX - retriesLeft) : null;
    if (waitMs === null) throw attempt;
    await sleep(waitMs, undefined, { signal: call.watch.signal }).catch((cause: unknown) => {
      throw call.watch.reason(false) ?? cause;
    });
  }
}

async function attemptOnce(call: Call, dialect: SpokenDialect): Promise<OpenStream | ProviderError> {
  const { watch } = call;
  const before = watch.reason(false);
  if (before) return before;
  watch.expectWithin(watch.firstEventTimeoutMs);
  try {
    return await openBody(await post(call, dialect), dialect);
  } catch (error) {
    return watch.reason(true) ?? explain(error);
  } finally {
    watch.expectNothing();
  }
}

function post({ provider, bodyIn, watch }: Call, dialect: SpokenDialect): Promise<Response> {
  const options = { body: bodyIn(dialect), stream: true, signal: watch.signal };
  return clientFor(provider).post(PATHS[dialect], options).asResponse();
}

async function openBody(response: Response, dialect: SpokenDialect): Promise<OpenStream> {
  const body = streamOf(response);
  if (body) return { body, dialect };
  const type = response.headers.get("content-type") ?? "";
  throw new ProviderError("not_a_stream", {
    mayHaveCost: !/html/i.test(type),
    details: { contentType: type.slice(0, 80) },
    report: normaliseUsage(dialect, usageTold(await response.text())),
  });
}

/** A model that answered in one piece says what that cost, and its answer was paid for although nobody reads it. */
function usageTold(body: string): unknown {
  try {
    const answer: unknown = JSON.parse(body);
    return isRecord(answer) ? answer.usage : undefined;
  } catch {
    return undefined;
  }
}

/** How long to wait before another attempt; null when there must be none. */
function retryDelayMs(error: ProviderError, attempt: number): number | null {
  if (!isRepeatable(error)) return null;
  if (error.retryAfterMs !== null) {
    return error.retryAfterMs <= RETRY_AFTER_MS_MAX ? error.retryAfterMs : null;
  }
  return BACKOFF_MS * 2 ** attempt * (0.75 + Math.random() / 2);
}

/** Only where no model can have worked: one hold pays for one call. */
function isRepeatable({ mayHaveCost, retryAfterMs, details }: ProviderError): boolean {
  if (mayHaveCost || details.providerCode === "insufficient_quota") return false;
  if (details.code === "ECONNREFUSED" || details.code === "EAI_AGAIN") return true;
  return details.status === "429" || (details.status === "503" && retryAfterMs !== null);
}
