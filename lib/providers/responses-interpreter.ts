import { ProviderError } from "./error";
import { type Interpreter, newProgress, type Progress, parseData, readId } from "./interpreter";
import type { FinishReason } from "./types";
import { normaliseUsage } from "./usage";

type ResponseCard = {
  id?: unknown;
  usage?: unknown;
  incomplete_details?: { reason?: unknown } | null;
};
type ResponsesEvent = { type?: unknown; delta?: unknown; response?: ResponseCard; error?: unknown };

const TEXT = new Set(["response.output_text.delta", "response.refusal.delta"]);
const NEEDED = new Set([
  ...TEXT,
  "response.created",
  "response.completed",
  "response.incomplete",
  "response.failed",
  "error",
]);

/** Reads the Responses dialect. Events that say nothing we keep are not even parsed. */
export function responsesInterpreter(): Interpreter {
  const progress = newProgress();
  return {
    progress,
    read({ event, data }) {
      if (event !== undefined && !NEEDED.has(event)) return;
      if (data === "" || data === "[DONE]") return;
      const parsed: ResponsesEvent | undefined = parseData(progress, data);
      if (parsed) take(progress, parsed.type ?? event ?? (parsed.error && "error"), parsed);
    },
  };
}

function take(progress: Progress, type: unknown, { delta, response }: ResponsesEvent): void {
  if (typeof type !== "string") return;
  if (TEXT.has(type)) {
    if (typeof delta === "string") progress.text += delta;
    else progress.failure = new ProviderError("malformed", { mayHaveCost: true });
    return;
  }
  switch (type) {
    case "response.created":
      progress.started = true;
      progress.responseId = readId(response?.id);
      return;
    case "response.completed":
    case "response.incomplete":
      progress.reason = type === "response.completed" ? "stop" : reasonOf(response);
      progress.report = normaliseUsage("responses", response?.usage);
      progress.complete = true;
      return;
    case "response.failed":
    case "error":
      progress.failure = new ProviderError("reported", {
        mayHaveCost: true,
        report: normaliseUsage("responses", response?.usage),
      });
  }
}

function reasonOf(response: ResponseCard | undefined): FinishReason {
  return response?.incomplete_details?.reason === "content_filter" ? "content_filter" : "length";
}
