import OpenAI from "openai";
import { guardedFetch, leanFetch } from "./transport";
import type { Provider } from "./types";

const clients = new Map<string, OpenAI>();

/**
 * The SDK's client for a provider, one per address and key. Its own retries are off, since they would also
 * repeat a request that a model may already be working on, and so is its log, which prints what it receives.
 */
export function clientFor({
  baseUrl,
  apiKey,
  guarded,
}: Pick<Provider, "baseUrl" | "apiKey" | "guarded">): OpenAI {
  const key = `${guarded ?? false}\n${baseUrl}\n${apiKey}`;
  const known = clients.get(key);
  if (known) return known;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey,
    organization: null,
    project: null,
    fetch: guarded ? guardedFetch : leanFetch,
    maxRetries: 0,
    logLevel: "off",
  });
  clients.set(key, client);
  return client;
}
