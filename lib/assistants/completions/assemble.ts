import { isRecord } from "@/lib/providers";
import type { CompletionChunk } from "@/lib/providers/types";

type Fields = Record<string, unknown>;
type ToolCall = { id: string; type: string; function: { name: string; arguments: string } };

/** A whole answer in the making: chunks go in, the only choice comes out. */
export class Assembly {
  readonly #texts = new Map<string, string>();
  readonly #calls = new Map<number, ToolCall>();
  readonly #logprobs = new Map<string, unknown[]>();
  readonly #rest = new Map<string, unknown>();
  #finishReason: string | null = null;

  add(chunk: CompletionChunk): void {
    const { choices, usage: _, id: __, object: ___, created: ____, model: _____, ...rest } = chunk;
    for (const [name, value] of Object.entries(rest)) if (value !== null) this.#rest.set(name, value);
    const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
    if (!isRecord(choice)) return;
    if (typeof choice.finish_reason === "string") this.#finishReason = choice.finish_reason;
    if (isRecord(choice.logprobs)) this.#addLogprobs(choice.logprobs);
    if (isRecord(choice.delta)) this.#addDelta(choice.delta);
  }

  /** The fields of a chat completion that come from the model; the caller adds id, model and usage. */
  finish(): Fields {
    const { content = null, refusal = null, ...texts } = Object.fromEntries(this.#texts);
    const calls = [...this.#calls].sort(([a], [b]) => a - b).map(([, call]) => call);
    const message = {
      role: "assistant",
      content: content === "" && calls.length > 0 ? null : content,
      refusal,
      ...texts,
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    };
    const logprobs = this.#logprobs.size > 0 ? Object.fromEntries(this.#logprobs) : null;
    const choice = { index: 0, message, logprobs, finish_reason: this.#finishReason ?? "length" };
    return { ...Object.fromEntries(this.#rest), choices: [choice] };
  }

  #addDelta({ role: _, tool_calls: calls, ...texts }: Fields): void {
    for (const [name, text] of Object.entries(texts)) {
      if (typeof text === "string") this.#texts.set(name, (this.#texts.get(name) ?? "") + text);
    }
    if (Array.isArray(calls)) for (const call of calls) if (isRecord(call)) this.#addCall(call);
  }

  #addCall({ index, id, type, function: made }: Fields): void {
    const at = typeof index === "number" ? index : this.#calls.size;
    const call = this.#calls.get(at) ?? { id: "", type: "function", function: { name: "", arguments: "" } };
    this.#calls.set(at, call);
    if (typeof id === "string") call.id = id;
    if (typeof type === "string") call.type = type;
    if (!isRecord(made)) return;
    if (typeof made.name === "string") call.function.name += made.name;
    if (typeof made.arguments === "string") call.function.arguments += made.arguments;
  }

  #addLogprobs(more: Fields): void {
    for (const [name, list] of Object.entries(more)) {
      if (!Array.isArray(list)) continue;
      const known = this.#logprobs.get(name) ?? [];
      this.#logprobs.set(name, known);
      for (const item of list) known.push(item);
    }
  }
}
