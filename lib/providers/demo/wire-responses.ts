import { type Ending, totalOf, type WireContext, type WireUsage } from "./wire-shapes";

export type ResponsesWire = ReturnType<typeof responsesWire>;

/** The Responses dialect as a server speaks it. */
export function responsesWire(context: WireContext) {
  const itemId = `msg_${context.id}`;
  let sequence = 0;
  const event = (type: string, data: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...data })}\n\n`;
  const at = { item_id: itemId, output_index: 0, content_index: 0 };
  const deltaTail = `,"item_id":"${itemId}","output_index":0,"content_index":0,"logprobs":[]}\n\n`;

  return {
    id: `resp_${context.id}`,
    contentType: "text/event-stream; charset=utf-8",
    start(): string {
      const response = envelope(context, "in_progress");
      const item = { id: itemId, type: "message", status: "in_progress", role: "assistant", content: [] };
      return [
        event("response.created", { response }),
        event("response.in_progress", { response }),
        event("response.output_item.added", { output_index: 0, item }),
        event("response.content_part.added", { ...at, part: textPart("") }),
      ].join("");
    },
    delta(text: string): string {
      const head = `event: response.output_text.delta\ndata: {"type":"response.output_text.delta"`;
      return `${head},"sequence_number":${sequence++},"delta":${JSON.stringify(text)}${deltaTail}`;
    },
    finish(ending: Ending, text: string, usage: WireUsage | null): string {
      const type = ending === "stop" ? "response.completed" : "response.incomplete";
      return [
        event("response.output_text.done", { ...at, text, logprobs: [] }),
        event("response.content_part.done", { ...at, part: textPart(text) }),
        event("response.output_item.done", { output_index: 0, item: outputItem(itemId, ending, text) }),
        event(type, { response: finished(context, { ending, text, usage }) }),
      ].join("");
    },
    failed(code: string, message: string, usage: WireUsage | null): string {
      const response = { ...envelope(context, "failed"), error: { code, message }, usage: usageBody(usage) };
      return event("response.failed", { response });
    },
    error: (code: string, message: string) => event("error", { code, message, param: null }),
    malformed: () =>
      `event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":\n\n`,
    body: (ending: Ending, text: string, usage: WireUsage | null) =>
      finished(context, { ending, text, usage }),
  };
}

function envelope({ id, model, createdAt }: WireContext, status: string) {
  return {
    id: `resp_${id}`,
    object: "response",
    created_at: createdAt,
    status,
    error: null as { code: string; message: string } | null,
    incomplete_details: null as { reason: string } | null,
    instructions: null,
    metadata: {},
    model,
    output: [] as object[],
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: "auto",
    tools: [],
    top_p: 1,
    usage: null as object | null,
  };
}

type Finish = { ending: Ending; text: string; usage: WireUsage | null };

function finished(context: WireContext, { ending, text, usage }: Finish) {
  const reason = ending === "length" ? "max_output_tokens" : ending;
  return {
    ...envelope(context, ending === "stop" ? "completed" : "incomplete"),
    incomplete_details: ending === "stop" ? null : { reason },
    output: [outputItem(`msg_${context.id}`, ending, text)],
    usage: usageBody(usage),
  };
}

function outputItem(id: string, ending: Ending, text: string) {
  const status = ending === "stop" ? "completed" : "incomplete";
  return { id, type: "message", status, role: "assistant", content: [textPart(text)] };
}

function textPart(text: string) {
  return { type: "output_text", text, annotations: [], logprobs: [] };
}

function usageBody(usage: WireUsage | null) {
  if (!usage) return null;
  return {
    input_tokens: usage.input,
    input_tokens_details: { cached_tokens: usage.cached, cache_write_tokens: usage.cacheWrite },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: totalOf(usage),
  };
}
