/** One place that answers runs. `id` is the provider's name in the price book. */
export type Provider = {
  id: string;
  label: string;
  baseUrl: string;
  apiKey: string;
  /** `detect` tries Responses first and remembers the answer for the process. */
  dialect: "responses" | "chat" | "detect";
  /** True for the demo model: its costs are computed but nobody is charged. */
  simulated: boolean;
  /** True where every model costs nothing (Ollama). */
  free: boolean;
  /** True where an admin entered the address: it leads to no private host that PROVIDER_HOSTS does not name. */
  guarded?: true;
};

export type ProviderMessage = {
  role: "system" | "user" | "assistant";
  content: string;
  /** What goes before the text of a member's message. */
  parts?: ProviderPart[];
};

/** An image as a `data:` URL. */
export type ProviderPart = { type: "text"; text: string } | { type: "image"; url: string };

export type ProviderRequest = {
  model: string;
  messages: ProviderMessage[];
  outputTokensMax: number;
  /** Opaque id of the thread; lets the provider route to a warm prefix cache. */
  cacheKey?: string;
};

/** How a call is processed, which decides the factor on its price. Dearer tiers are never asked for. */
export type ServiceTier = "default" | "flex";

/**
 * A program's own request in the chat dialect, passed on as it came. `body` has its messages and parameters; what
 * decides the cost is the call's: the model, the longest answer and the tier.
 */
export type CompletionRequest = {
  model: string;
  body: Record<string, unknown>;
  outputTokensMax: number;
  serviceTier: ServiceTier;
  /** Sent where the program named none. */
  cacheKey?: string;
};

/** One chunk of a chat completion as the provider sent it. */
export type CompletionChunk = Record<string, unknown>;

/** Tokens as a provider reported them: cached and cache-write lie inside input, reasoning inside output. */
export type ReportedUsage = {
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  reasoningTokens: number;
};

/** Either a usage that adds up, or why there is none to trust. */
export type UsageReport = { usage: ReportedUsage } | { usage: null; fault: "missing" | "rejected" };

export type FinishReason = "stop" | "length" | "content_filter";

/**
 * The one stream both dialects become. A stream that ends without `finished` has failed. `chunks` is there for a
 * program's own request alone; `text` is then all that the model wrote, arguments of tool calls included.
 */
export type ProviderEvent =
  | { type: "started"; responseId: string | null }
  | { type: "delta"; text: string; chunks?: CompletionChunk[] }
  | { type: "finished"; reason: FinishReason; report: UsageReport };

export type ProviderFailure =
  | "unauthorized"
  | "rate_limited"
  | "bad_request"
  | "model_missing"
  | "unavailable"
  | "not_a_stream"
  | "malformed"
  | "cut"
  | "stalled"
  | "reported"
  | "aborted";
