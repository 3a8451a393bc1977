import { type Ending, totalOf, type WireContext, type WireUsage } from "./wire-shapes";

export type ChatWire = ReturnType<typeof chatWire>;

/** What a text is in this dialect: words, or the arguments of tool calls. */
export type Speech = {
  opening: object;
  deltas(text: string): object[];
  message(text: string): object;
  reasonOf(ending: Ending): string;
};

const words: Speech = {
  opening: { role: "assistant", content: "" },
  deltas: (text) => [{ content: text }],
  message: (text) => ({ role: "assistant", content: text, refusal: null }),
  reasonOf: (ending) => ending,
};

/** The chat.completions dialect as a server speaks it. */
export function chatWire(context: WireContext, speech: Speech = words) {
  const base = { id: `chatcmpl-${context.id}`, created: context.createdAt, model: context.model };
  const chunk = (data: object) =>
    `data: ${JSON.stringify({ ...base, object: "chat.completion.chunk", ...data })}\n\n`;
  const choice = (delta: object, finishReason: string | null) => ({
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
  });
  const deltaHead = `data: ${JSON.stringify({ ...base, object: "chat.completion.chunk" }).slice(0, -1)},"choices":[{"index":0,"delta":`;

  return {
    id: base.id,
    contentType: "text/event-stream; charset=utf-8",
    start: () => chunk(choice(speech.opening, null)),
    delta: (text: string) =>
      speech
        .deltas(text)
        .map((delta) => `${deltaHead}${JSON.stringify(delta)},"logprobs":null,"finish_reason":null}]}\n\n`)
        .join(""),
    finish(ending: Ending, _text: string, usage: WireUsage | null): string {
      const last = chunk(choice({}, speech.reasonOf(ending)));
      const count = context.includeUsage && usage ? chunk({ choices: [], usage: usageBody(usage) }) : "";
      return `${last}${count}data: [DONE]\n\n`;
    },
    failed: (code: string, message: string, _usage: WireUsage | null) => errorChunk(code, message),
    error: errorChunk,
    malformed: () => `data: {"choices":[{"index":0,"delta":{"content":\n\n`,
    body: (ending: Ending, text: string, usage: WireUsage | null) => ({
      ...base,
      object: "chat.completion",
      choices: [{ index: 0, message: speech.message(text), finish_reason: speech.reasonOf(ending) }],
      usage: usage ? usageBody(usage) : undefined,
    }),
  };
}

function errorChunk(code: string, message: string): string {
  return `data: ${JSON.stringify({ error: { message, type: "server_error", param: null, code } })}\n\n`;
}

function usageBody(usage: WireUsage) {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: totalOf(usage),
    prompt_tokens_details: { cached_tokens: usage.cached, cache_write_tokens: usage.cacheWrite },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };
}
