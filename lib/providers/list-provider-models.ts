import { clientFor } from "./client";
import { ProviderError } from "./error";
import { explain } from "./explain";
import { isRecord } from "./record";
import type { Provider } from "./types";

const FRESH_MS = 60_000;
const RETRY_FAILURE_MS = 10_000;
const TIMEOUT_MS = 3_000;

/** Names of models that cannot hold a conversation. */
const NOT_CHAT =
  /embed|tts|whisper|dall-e|image|audio|realtime|moderation|transcribe|search|sora|rerank|babbage|davinci/i;

type Listing = { models: Promise<string[]>; staleAtMs: number };
const listings = new Map<string, Listing>();

/**
 * The chat models a provider offers, remembered for a minute. Throws when it cannot say within three seconds
 * and never could; otherwise what it said before stays true.
 */
export async function listProviderModels(provider: Provider): Promise<string[]> {
  const key = `${provider.baseUrl}\n${provider.apiKey}`;
  const known = listings.get(key);
  if (known && Date.now() < known.staleAtMs) return known.models;
  const listing: Listing = { models: Promise.resolve([]), staleAtMs: Date.now() + FRESH_MS };
  listing.models = fetchModels(provider).catch((error: unknown) => {
    listing.staleAtMs = Date.now() + RETRY_FAILURE_MS;
    if (known) return known.models;
    throw explain(error);
  });
  listings.set(key, listing);
  return listing.models;
}

/**
 * The same asked now, whatever is remembered. Throws ProviderError: `malformed` where what answers is no list of models,
 * which the remembered one takes for an empty list.
 */
export async function askForModels(provider: Provider): Promise<string[]> {
  const response = await requestModels(provider)
    .asResponse()
    .catch((error: unknown) => {
      throw explain(error);
    });
  const body: unknown = await response.json().catch(() => null);
  const data: unknown = isRecord(body) ? body.data : null;
  if (!Array.isArray(data) || !data.every(isModel))
    throw new ProviderError("malformed", { mayHaveCost: false });
  return chatting(data);
}

type Model = { id: string };

function isModel(value: unknown): value is Model {
  return isRecord(value) && typeof value.id === "string";
}

async function fetchModels(provider: Provider) {
  return chatting((await requestModels(provider)).data);
}

function requestModels(provider: Provider) {
  const headers = provider.id === "anthropic" ? anthropicHeaders(provider.apiKey) : {};
  return clientFor(provider).models.list({ timeout: TIMEOUT_MS, headers });
}

function chatting(models: Model[]): string[] {
  return models.map(({ id }) => id).filter((id) => !NOT_CHAT.test(id));
}

/** Anthropic's list is not part of its OpenAI-compatible side and wants its own headers. */
function anthropicHeaders(apiKey: string): Record<string, string | null> {
  return { authorization: null, "x-api-key": apiKey, "anthropic-version": "2023-06-01" };
}
