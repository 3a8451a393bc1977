import type OpenAI from "openai";
import { keepsResponses } from "./ask-again";
import { isRecord } from "./record";
import type {
  CompletionRequest,
  Provider,
  ProviderMessage,
  ProviderPart,
  ProviderRequest,
  ServiceTier,
} from "./types";

type ResponsesBody = OpenAI.Responses.ResponseCreateParamsStreaming;
type ChatBody = OpenAI.Chat.ChatCompletionCreateParamsStreaming;
type Named = Pick<Provider, "id">;

/** Stored where that is known to be taken, so that its usage can be asked for after a crash; see decision 0008. */
export function responsesBody(provider: Named, request: ProviderRequest): ResponsesBody {
  const first = request.messages.findIndex(({ role }) => role !== "system");
  const leading = first < 0 ? request.messages.length : first;
  const instructions = request.messages.slice(0, leading).map(({ content }) => content);
  return {
    model: request.model,
    input: request.messages.slice(leading).map(toInput),
    max_output_tokens: request.outputTokensMax,
    store: keepsResponses(provider),
    stream: true,
    ...tierOf(provider, "default"),
    ...(instructions.length > 0 ? { instructions: instructions.join("\n\n") } : {}),
    ...(request.cacheKey ? { prompt_cache_key: request.cacheKey } : {}),
  };
}

export function chatBody(provider: Named, request: ProviderRequest): ChatBody {
  return {
    model: request.model,
    messages: request.messages.map(toChatMessage),
    stream: true,
    stream_options: { include_usage: true },
    ...limitOf(provider, request.outputTokensMax),
    ...tierOf(provider, "default"),
    ...cacheKeyOf(provider, request.cacheKey),
  };
}

function toInput({ role, content, parts }: ProviderMessage): OpenAI.Responses.EasyInputMessage {
  if (!parts?.length) return { role, content };
  return { role, content: allParts(parts, content).map(toInputPart) };
}

/** How closely an image is looked at is said, since its tokens are held for that. */
function toInputPart(part: ProviderPart): OpenAI.Responses.ResponseInputContent {
  if (part.type === "text") return { type: "input_text", text: part.text };
  return { type: "input_image", image_url: part.url, detail: "high" };
}

function toChatMessage({ role, content, parts }: ProviderMessage): OpenAI.Chat.ChatCompletionMessageParam {
  if (role !== "user" || !parts?.length) return { role, content };
  return { role, content: allParts(parts, content).map(toChatPart) };
}

function toChatPart(part: ProviderPart): OpenAI.Chat.ChatCompletionContentPart {
  if (part.type === "text") return { type: "text", text: part.text };
  return { type: "image_url", image_url: { url: part.url, detail: "high" } };
}

function allParts(parts: readonly ProviderPart[], content: string): ProviderPart[] {
  return content ? [...parts, { type: "text", text: content }] : [...parts];
}

/** What a program's body may not say for itself. */
const OURS = new Set([
  "model",
  "stream",
  "max_tokens",
  "max_completion_tokens",
  "n",
  "service_tier",
  "store",
]);

/** A program's own body; what decides the cost is said by us alone. */
export function completionBody(provider: Named, request: CompletionRequest): Record<string, unknown> {
  const { stream_options: streamOptions, ...rest } = request.body;
  const asked = Object.fromEntries(Object.entries(rest).filter(([name]) => !OURS.has(name)));
  return {
    ...cacheKeyOf(provider, request.cacheKey),
    ...asked,
    model: request.model,
    stream: true,
    stream_options: { ...(isRecord(streamOptions) ? streamOptions : {}), include_usage: true },
    ...limitOf(provider, request.outputTokensMax),
    ...tierOf(provider, request.serviceTier),
    ...(provider.id === "openai" ? { store: false } : {}),
  };
}

/** OpenAI's newer models know only `max_completion_tokens`, most compatible servers only `max_tokens`. */
function limitOf(provider: Named, outputTokensMax: number) {
  return isOpenAi(provider) ? { max_completion_tokens: outputTokensMax } : { max_tokens: outputTokensMax };
}

/** Unsaid, OpenAI takes the tier that the account's settings name, which may be a dearer one than was held for. */
function tierOf({ id }: Named, tier: ServiceTier) {
  return id === "openai" ? { service_tier: tier } : {};
}

function cacheKeyOf(provider: Named, cacheKey: string | undefined) {
  return isOpenAi(provider) && cacheKey ? { prompt_cache_key: cacheKey } : {};
}

function isOpenAi({ id }: Named): boolean {
  return id === "openai" || id === "azure";
}
