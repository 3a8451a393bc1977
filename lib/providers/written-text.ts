import { isRecord } from "./record";

/** Where a delta of the chat dialect has text; the last two are other makers' names for reasoning that is shown. */
const TEXT_FIELDS = ["content", "refusal", "reasoning_content", "reasoning"];

/**
 * All that a model wrote in one delta of the chat dialect: words, refusals, reasoning that is shown, and the names
 * and arguments of the tools it calls. All of it is output that is charged.
 */
export function writtenText(delta: unknown): string {
  if (!isRecord(delta)) return "";
  const words = TEXT_FIELDS.map((field) => textOf(delta[field])).join("");
  const calls = Array.isArray(delta.tool_calls) ? delta.tool_calls.map(callText).join("") : "";
  return words + calls;
}

function callText(call: unknown): string {
  const made = isRecord(call) ? call.function : null;
  return isRecord(made) ? textOf(made.name) + textOf(made.arguments) : "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
