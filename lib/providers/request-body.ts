import type OpenAI from "openai";
import type { Provider, ProviderRequest } from "./types";

type ResponsesBody = OpenAI.Responses.ResponseCreateParamsStreaming;
type ChatBody = OpenAI.Chat.ChatCompletionCreateParamsStreaming;

/** Nothing is stored at the provider: the thread lives in Purser's own database. */
export function responsesBody(request: ProviderRequest): ResponsesBody {
  const first = request.messages.findIndex(({ role }) => role !== "system");
  const leading = first < 0 ? request.messages.length : first;
  const instructions = request.messages.slice(0, leading).map(({ content }) => content);
  return {
    model: request.model,
    input: request.messages.slice(leading).map(({ role, content }) => ({ role, content })),
    max_output_tokens: request.outputTokensMax,
    store: false,
    stream: true,
    ...(instructions.length > 0 ? { instructions: instructions.join("\n\n") } : {}),
    ...(request.cacheKey ? { prompt_cache_key: request.cacheKey } : {}),
  };
}

/** OpenAI's newer models know only `max_completion_tokens`, most compatible servers only `max_tokens`. */
export function chatBody(provider: Pick<Provider, "id">, request: ProviderRequest): ChatBody {
  const isOpenAi = provider.id === "openai" || provider.id === "azure";
  const limit = request.outputTokensMax;
  return {
    model: request.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    stream_options: { include_usage: true },
    ...(isOpenAi ? { max_completion_tokens: limit } : { max_tokens: limit }),
    ...(isOpenAi && request.cacheKey ? { prompt_cache_key: request.cacheKey } : {}),
  };
}
