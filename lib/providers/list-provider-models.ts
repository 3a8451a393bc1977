import OpenAI from "openai";
import { clientFor } from "./client";
import { isProviderError, ProviderError } from "./error";
import { explain } from "./explain";
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

/** The same asked now, whatever is remembered. Throws ProviderError. */
export async function askForModels(provider: Provider): Promise<string[]> {
  return fetchModels(provider).catch((error: unknown) => {
    if (error instanceof OpenAI.OpenAIError || isProviderError(error)) throw explain(error);
    // Something answered that is no list of models.
    throw new ProviderError("malformed", { mayHaveCost: false, cause: error });
  });
}

async function fetchModels(provider: Provider): Promise<string[]> {
  const headers = provider.id === "anthropic" ? anthropicHeaders(provider.apiKey) : {};
  const { data } = await clientFor(provider).models.list({ timeout: TIMEOUT_MS, headers });
  return data.map(({ id }) => id).filter((id) => !NOT_CHAT.test(id));
}

/** Anthropic's list is not part of its OpenAI-compatible side and wants its own headers. */
function anthropicHeaders(apiKey: string): Record<string, string | null> {
  return { authorization: null, "x-api-key": apiKey, "anthropic-version": "2023-06-01" };
}
