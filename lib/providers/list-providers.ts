import { type Env, getEnv } from "@/lib/env";
import type { Provider } from "./types";

const OPENAI_URL = "https://api.openai.com/v1";

/** For endpoints that want no key: the client insists on having one. */
const NO_KEY = "none";

/**
 * The providers this process may call: the one that is configured, then the demo model and Ollama where
 * the launcher found nothing better and named their addresses.
 */
export function listProviders(): Provider[] {
  return providersOf(getEnv(), {
    demoUrl: process.env.PURSER_DEMO_URL,
    ollamaUrl: process.env.PURSER_OLLAMA_URL,
  });
}

type Found = { demoUrl: string | undefined; ollamaUrl: string | undefined };

export function providersOf(env: Env, { demoUrl, ollamaUrl }: Found): Provider[] {
  return [configured(env), demo(demoUrl), ollama(ollamaUrl)].filter((provider) => provider !== null);
}

/** What an admin entered of a provider; `name` is its id. */
export type Entered = Pick<Provider, "baseUrl" | "apiKey" | "dialect"> & { name: string };

/** A provider that an admin added. Where nobody said which dialect it speaks, a known host is known to speak its own. */
export function enteredProvider({ name, baseUrl, apiKey, dialect }: Entered): Provider {
  const known = kindOf(new URL(baseUrl)).dialect;
  return {
    ...{ id: name, label: name, baseUrl: toBaseUrl(baseUrl), apiKey, guarded: true },
    ...{ dialect: dialect === "detect" ? known : dialect, simulated: false, free: name === "ollama" },
  };
}

function configured(env: Env): Provider | null {
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) return null;
  const baseUrl = env.OPENAI_BASE_URL ?? OPENAI_URL;
  const kind = kindOf(new URL(baseUrl));
  return {
    ...kind,
    baseUrl: toBaseUrl(baseUrl),
    apiKey: env.OPENAI_API_KEY ?? NO_KEY,
    dialect: env.OPENAI_API ?? kind.dialect,
    simulated: false,
  };
}

/** Hosts whose prices the price book has under a name of their own. */
const MAKERS = [
  ["googleapis.com", "google", "Google"],
  ["mistral.ai", "mistral", "Mistral"],
  ["deepseek.com", "deepseek", "DeepSeek"],
  ["x.ai", "x-ai", "xAI"],
  ["cohere.com", "cohere", "Cohere"],
  ["cohere.ai", "cohere", "Cohere"],
  ["groq.com", "groq", "Groq"],
  ["together.xyz", "together", "Together"],
  ["fireworks.ai", "fireworks", "Fireworks"],
  ["cerebras.ai", "cerebras", "Cerebras"],
] as const;

type Kind = Pick<Provider, "id" | "label" | "dialect" | "free">;

/** Who answers at an address; `id` is the name under which the price book knows them. */
function kindOf({ hostname, host, port }: URL): Kind {
  if (hostname === "api.openai.com") {
    return { id: "openai", label: "OpenAI", dialect: "responses", free: false };
  }
  if (hostname.endsWith(".openai.azure.com")) {
    return { id: "azure", label: "Azure OpenAI", dialect: "responses", free: false };
  }
  if (hostname === "api.anthropic.com") {
    return { id: "anthropic", label: "Anthropic", dialect: "chat", free: false };
  }
  if (hostname === "openrouter.ai") {
    return { id: "openrouter", label: "OpenRouter", dialect: "chat", free: false };
  }
  const maker = MAKERS.find(([domain]) => hostname === domain || hostname.endsWith(`.${domain}`));
  if (maker) return { id: maker[1], label: maker[2], dialect: "chat", free: false };
  if (port === "11434") return { id: "ollama", label: "Ollama", dialect: "chat", free: true };
  return { id: "compatible", label: host, dialect: "detect", free: false };
}

function demo(url: string | undefined): Provider | null {
  if (!url) return null;
  return {
    id: "demo",
    label: "Demo model",
    baseUrl: toBaseUrl(url),
    apiKey: NO_KEY,
    dialect: "responses",
    simulated: true,
    free: false,
  };
}

function ollama(url: string | undefined): Provider | null {
  if (!url) return null;
  return {
    id: "ollama",
    label: "Ollama",
    baseUrl: toBaseUrl(url),
    apiKey: NO_KEY,
    dialect: "chat",
    simulated: false,
    free: true,
  };
}

/** An address without a path means its /v1. */
function toBaseUrl(url: string): string {
  const trimmed = url.replace(/\/+$/, "");
  return new URL(trimmed).pathname === "/" ? `${trimmed}/v1` : trimmed;
}
