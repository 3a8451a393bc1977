import { clientFor } from "./client";
import { isProviderError, ProviderError } from "./error";
import { explain } from "./explain";
import { isRecord } from "./record";
import { streamOf } from "./transport";
import type { Provider, UsageReport } from "./types";
import { normaliseUsage } from "./usage";

/** What a provider still knows of a response. `serviceTier` is its own word for how the call was processed. */
export type PastResponse =
  | { status: "done"; report: UsageReport; serviceTier: string | null }
  | { status: "working" }
  | { status: "unknown" }
  | { status: "unsupported" };

const TIMEOUT_MS = 10_000;

/** Who keeps responses, or at least takes the wish for it; some others refuse a request that says `store`. */
const KEEPERS = new Set(["openai", "azure", "compatible", "x-ai", "fireworks"]);

/** Providers name their responses so; anything else has no place in an address. */
const RESPONSE_ID = /^[\w=+-][\w.:=+~-]{0,1023}$/;

const DONE = new Set<unknown>(["completed", "incomplete", "failed", "cancelled"]);
const WORKING = new Set<unknown>(["queued", "in_progress"]);

/** Whether a response is asked to be kept, without which nobody can ask for it again. */
export function keepsResponses({ id }: Pick<Provider, "id">): boolean {
  return KEEPERS.has(id);
}

/** Whether asking can help at all: only the Responses dialect knows past responses. */
export function canBeAsked(provider: Pick<Provider, "id" | "dialect">): boolean {
  return provider.dialect !== "chat" && keepsResponses(provider);
}

/**
 * Asks a provider for a past response by its id. Throws ProviderError, and nothing else, when the provider cannot
 * be asked now (out of reach, out of order, too busy, another key, stopped by `signal`): then ask another time.
 */
export async function askAgain(
  provider: Provider,
  responseId: string,
  { signal }: { signal: AbortSignal },
): Promise<PastResponse> {
  if (!canBeAsked(provider)) return { status: "unsupported" };
  if (!RESPONSE_ID.test(responseId)) return { status: "unknown" };
  const hangUp = new AbortController();
  try {
    const options = { signal: AbortSignal.any([signal, hangUp.signal]), timeout: TIMEOUT_MS };
    const response = await clientFor(provider).responses.retrieve(responseId, {}, options).asResponse();
    if (!streamOf(response)) return read(await response.text(), responseId);
    hangUp.abort();
    return { status: "unsupported" };
  } catch (error) {
    if (signal.aborted) throw new ProviderError("aborted", { mayHaveCost: false, cause: error });
    return refused(explain(error));
  }
}

function read(body: string, responseId: string): PastResponse {
  const response = parse(body);
  if (!isRecord(response)) return { status: "unsupported" };
  // A gateway may hand out somebody else's response: its usage would be charged here.
  if (response.id !== responseId) return { status: "unknown" };
  if (WORKING.has(response.status)) return { status: "working" };
  if (!DONE.has(response.status)) return { status: "unsupported" };
  const { service_tier: tier } = response;
  const serviceTier = typeof tier === "string" && /^\w{1,32}$/.test(tier) ? tier : null;
  return { status: "done", report: normaliseUsage("responses", response.usage), serviceTier };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** 400 and 422 are for an id that this provider did not give. */
const NOT_KNOWN = new Set(["400", "404", "410", "422"]);
const NOT_OFFERED = new Set(["405", "501"]);

function refused(error: unknown): PastResponse {
  if (!isProviderError(error)) throw error;
  const status = error.details.status ?? "";
  if (NOT_KNOWN.has(status)) return { status: "unknown" };
  if (NOT_OFFERED.has(status) || status.startsWith("3")) return { status: "unsupported" };
  throw error;
}
