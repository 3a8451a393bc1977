import { setImmediate as letOthersRun } from "node:timers/promises";
import { countGently } from "../context/count-gently";
import { type Counted, type CountedFor, type CountedText, countRequest } from "../context/count-tokens";
import type { CompletionMessage } from "./message-schema";
import type { ProgramRequest } from "./request-schema";

/** So many pieces are counted, of one text or many, before others get their turn. */
const PIECES_AT_ONCE = 10;

/** What makers put around tools, generously: Anthropic's own instructions about them are 346 tokens, once 530. */
const TOKENS_FOR_TOOLS = 600;
const TOKENS_PER_TOOL = 16;
/** The same around a schema that the answer has to follow. */
const TOKENS_FOR_SCHEMA = 64;

/** Bound and likely figure of a program's request: of all that is sent and read by the model. */
export async function countProgramRequest(request: ProgramRequest, target: CountedFor): Promise<Counted> {
  const counted: CountedText[] = [];
  let pieces = 0;
  const breathe = async () => {
    pieces += 1;
    if (pieces % PIECES_AT_ONCE === 0) await letOthersRun();
  };
  for (const content of textsOf(request)) {
    counted.push({ content, contentTokens: await countGently(content, breathe) });
    await breathe();
  }
  const { inputTokens, likelyInputTokens } = countRequest(counted, target);
  return { inputTokens: inputTokens + framing(request), likelyInputTokens };
}

/** Each text by itself: joined, two could share a token that a provider counts twice. */
function textsOf({ messages, tools = [], tool_choice: choice, response_format: format }: ProgramRequest) {
  return [
    ...messages.flatMap(textsOfMessage),
    ...tools.map((tool) => JSON.stringify(tool.function)),
    ...(typeof choice === "object" ? [JSON.stringify(choice)] : []),
    ...(format?.type === "json_schema" ? [JSON.stringify(format.json_schema)] : []),
  ];
}

function textsOfMessage(message: CompletionMessage): string[] {
  const { content } = message;
  const said =
    typeof content === "string"
      ? [content]
      : (content ?? []).map((part) => (part.type === "text" ? part.text : part.refusal));
  if (message.role === "tool") return [...said, message.tool_call_id];
  const name = message.name === undefined ? [] : [message.name];
  if (message.role !== "assistant") return [...said, ...name];
  const calls = (message.tool_calls ?? []).flatMap((call) => [
    call.id,
    call.function.name,
    call.function.arguments,
  ]);
  const others = [message.refusal, message.reasoning_content].filter((text) => typeof text === "string");
  return [...said, ...name, ...others, ...calls];
}

function framing({ tools = [], response_format: format }: ProgramRequest): number {
  const forTools = tools.length > 0 ? TOKENS_FOR_TOOLS + tools.length * TOKENS_PER_TOOL : 0;
  return forTools + (format && format.type !== "text" ? TOKENS_FOR_SCHEMA : 0);
}
