import { ProviderError } from "./error";
import { type Interpreter, newProgress, type Progress, parseData } from "./interpreter";
import type { FinishReason } from "./types";
import { normaliseUsage } from "./usage";

type Choice = {
  delta?: { content?: unknown; refusal?: unknown } | null;
  finish_reason?: unknown;
};
type ChatChunk = { id?: unknown; choices?: Choice[] | null; usage?: unknown; error?: unknown };

/** Reads the chat.completions dialect. Usage may come with the last choice, after it, or in every chunk. */
export function chatInterpreter(): Interpreter {
  const progress = newProgress();
  return {
    progress,
    read({ event, data }) {
      if (data === "[DONE]") {
        progress.complete = true;
        return;
      }
      if (data === "") return;
      const chunk: ChatChunk | undefined = parseData(progress, data);
      if (!chunk) return;
      if (chunk.error || event === "error") {
        progress.failure = reported(chunk);
        return;
      }
      take(progress, chunk);
    },
  };
}

function take(progress: Progress, { id, choices, usage }: ChatChunk): void {
  if (!progress.started) {
    progress.started = true;
    progress.responseId = typeof id === "string" ? id : null;
  }
  if (usage) progress.report = normaliseUsage("chat", usage);
  const choice = choices?.[0];
  if (!choice) return;
  const text = choice.delta?.content ?? choice.delta?.refusal;
  if (typeof text === "string") progress.text += text;
  if (choice.finish_reason === "error") progress.failure = reported({ usage });
  else if (typeof choice.finish_reason === "string") progress.reason = reasonOf(choice.finish_reason);
}

function reported({ usage }: ChatChunk): ProviderError {
  return new ProviderError("reported", { mayHaveCost: true, report: normaliseUsage("chat", usage) });
}

function reasonOf(finishReason: string): FinishReason {
  if (finishReason === "length" || finishReason === "max_tokens") return "length";
  return finishReason === "content_filter" ? "content_filter" : "stop";
}
