import { ProviderError } from "./error";
import { type Interpreter, newProgress, type Progress, parseData, readId } from "./interpreter";
import type { CompletionChunk, FinishReason } from "./types";
import { normaliseUsage } from "./usage";
import { writtenText } from "./written-text";

type Choice = {
  delta?: { content?: unknown; refusal?: unknown } | null;
  finish_reason?: unknown;
};
type ChatChunk = CompletionChunk & {
  choices?: Choice[] | null;
};

/**
 * Reads the chat.completions dialect. Usage may come with the last choice, after it, or in every chunk.
 * `keepsChunks` also keeps each chunk as it came, for whoever passes them on.
 */
export function chatInterpreter({ keepsChunks = false } = {}): Interpreter {
  const progress: Progress = { ...newProgress(), chunks: keepsChunks ? [] : null };
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

function take(progress: Progress, chunk: ChatChunk): void {
  const { id, choices, usage } = chunk;
  if (!progress.started) {
    progress.started = true;
    progress.responseId = readId(id);
  }
  progress.chunks?.push(chunk);
  if (usage) progress.report = normaliseUsage("chat", usage);
  const choice = choices?.[0];
  if (!choice) return;
  progress.text += progress.chunks ? writtenText(choice.delta) : shownText(choice);
  if (choice.finish_reason === "error") progress.failure = reported({ usage });
  else if (typeof choice.finish_reason === "string") progress.reason = reasonOf(choice.finish_reason);
}

function shownText({ delta }: Choice): string {
  const text = delta?.content ?? delta?.refusal;
  return typeof text === "string" ? text : "";
}

function reported({ usage }: ChatChunk): ProviderError {
  return new ProviderError("reported", { mayHaveCost: true, report: normaliseUsage("chat", usage) });
}

function reasonOf(finishReason: string): FinishReason {
  if (finishReason === "length" || finishReason === "max_tokens") return "length";
  return finishReason === "content_filter" ? "content_filter" : "stop";
}
