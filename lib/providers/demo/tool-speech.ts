import type { ToolCall } from "./tool-calls";
import type { Speech } from "./wire-chat";

type Part = { index: number; text: string; isFirst: boolean };

/** The text of an answer of tool calls. */
export function argumentsOf({ toolCalls }: { toolCalls: ToolCall[] }): string {
  return toolCalls.map((call) => call.arguments).join("");
}

/** An answer of tool calls: its text is the arguments of the calls, one after the other. */
export function toolSpeech(id: string, calls: ToolCall[]): Speech {
  let sent = 0;

  /** The pieces of a text that belong to each call. */
  function partsOf(text: string, from: number): Part[] {
    const parts: Part[] = [];
    let start = 0;
    for (const [index, call] of calls.entries()) {
      const end = start + call.arguments.length;
      const piece = text.slice(Math.max(0, start - from), Math.max(0, end - from));
      if (piece) parts.push({ index, text: piece, isFirst: from <= start });
      start = end;
    }
    return parts;
  }

  const named = (index: number) => ({
    id: `call_${id}_${index}`,
    type: "function",
    name: calls[index]?.name,
  });

  return {
    opening: { role: "assistant", content: null },
    deltas(text) {
      const parts = partsOf(text, sent);
      sent += text.length;
      return parts.map((part) => {
        const { name, ...head } = named(part.index);
        const call = part.isFirst
          ? { ...head, function: { name, arguments: part.text } }
          : { function: { arguments: part.text } };
        return { tool_calls: [{ index: part.index, ...call }] };
      });
    },
    message(text) {
      const made = partsOf(text, 0).map((part) => {
        const { name, ...head } = named(part.index);
        return { ...head, function: { name, arguments: part.text } };
      });
      return { role: "assistant", content: null, refusal: null, tool_calls: made };
    },
    reasonOf: (ending) => (ending === "stop" ? "tool_calls" : ending),
  };
}
