import { z } from "zod";
import { countTokens } from "./tokens";
import { forcedCalls, type Tool, type ToolCall, toolChoiceSchema, toolSchema } from "./tool-calls";

export type Dialect = "responses" | "chat";

/** A request in either dialect, as our own model servers understand it. */
export type ModelCall = {
  dialect: Dialect;
  model: string;
  /** Everything the model reads, instructions first. */
  messages: { role: string; content: string }[];
  /** The instructions, or "" when there are none. */
  instructions: string;
  /** Of a message with several parts the last, which is what was asked; files go before it. */
  lastUserText: string;
  /** The images that the model sees, as `data:` URLs. */
  images: string[];
  /** Infinity when the caller set no limit. */
  outputTokensMax: number;
  stream: boolean;
  includeUsage: boolean;
  cacheKey: string | null;
  /** Chat dialect only. */
  tools: Tool[];
  /** What is answered instead of words: the calls that the request insists on. */
  toolCalls: ToolCall[];
};

const imageUrl = z.union([z.string(), z.object({ url: z.string() })]);
const part = z.object({ text: z.string(), image_url: imageUrl }).partial();
const content = z.union([z.string(), z.array(part)]).nullish();
const message = z.object({ role: z.string(), content, tool_calls: z.array(z.unknown()).nullish() });
const limit = z.number().int().min(1).nullish();

const responsesBody = z.object({
  model: z.string().min(1),
  instructions: z.string().nullish(),
  input: z.union([z.string(), z.array(message)]).default([]),
  max_output_tokens: limit,
  stream: z.boolean().nullish(),
  prompt_cache_key: z.string().nullish(),
});

const chatBody = z.object({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  max_tokens: limit,
  max_completion_tokens: limit,
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  prompt_cache_key: z.string().nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: toolChoiceSchema.nullish(),
});

/** Null when the body is not a request of that dialect. */
export function parseCall(dialect: Dialect, body: unknown): ModelCall | null {
  return dialect === "responses" ? parseResponses(body) : parseChat(body);
}

/** What the model reads, in tokens: each message counts by itself. */
export function countInput(call: ModelCall): number {
  return call.messages.reduce((sum, { content }) => sum + countTokens(content), 0);
}

function parseResponses(body: unknown): ModelCall | null {
  const parsed = responsesBody.safeParse(body);
  if (!parsed.success) return null;
  const { input, instructions, ...rest } = parsed.data;
  const given = typeof input === "string" ? [{ role: "user", content: input }] : input.map(flatten);
  const messages = instructions ? [{ role: "system", content: instructions }, ...given] : given;
  return {
    dialect: "responses",
    model: rest.model,
    ...describe(messages),
    outputTokensMax: rest.max_output_tokens ?? Number.POSITIVE_INFINITY,
    stream: rest.stream ?? false,
    includeUsage: true,
    cacheKey: rest.prompt_cache_key ?? null,
    tools: [],
    toolCalls: [],
  };
}

function parseChat(body: unknown): ModelCall | null {
  const parsed = chatBody.safeParse(body);
  if (!parsed.success) return null;
  const { data } = parsed;
  const stream = data.stream ?? false;
  const tools = data.tools ?? [];
  const said = describe(data.messages.map(flatten));
  const offered = tools.length > 0 ? [{ role: "tools", content: JSON.stringify(tools) }] : [];
  return {
    dialect: "chat",
    model: data.model,
    ...said,
    messages: [...offered, ...said.messages],
    outputTokensMax: data.max_completion_tokens ?? data.max_tokens ?? Number.POSITIVE_INFINITY,
    stream,
    includeUsage: !stream || data.stream_options?.include_usage === true,
    cacheKey: data.prompt_cache_key ?? null,
    tools,
    toolCalls: forcedCalls(tools, data.tool_choice, said.lastUserText),
  };
}

type Message = ModelCall["messages"][number] & { lastText?: string; images?: string[] };

function flatten({ role, content, tool_calls: calls }: z.infer<typeof message>): Message {
  const parts = typeof content === "string" ? [{ text: content }] : (content ?? []);
  const texts = parts.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const text = texts.join("");
  return {
    role,
    content: calls?.length ? text + JSON.stringify(calls) : text,
    lastText: texts.at(-1) ?? "",
    images: parts.flatMap((part) => ("image_url" in part && part.image_url ? [urlOf(part.image_url)] : [])),
  };
}

function urlOf(image: z.infer<typeof imageUrl>): string {
  return typeof image === "string" ? image : image.url;
}

type Described = Pick<ModelCall, "messages" | "instructions" | "lastUserText" | "images">;

function describe(given: Message[]): Described {
  const messages = given.map(({ role, content }) => ({ role, content }));
  const asked = given.findLast(({ role }) => role === "user");
  const isInstruction = ({ role }: { role: string }) => role === "system" || role === "developer";
  return {
    messages,
    instructions: messages
      .filter(isInstruction)
      .map(({ content }) => content)
      .join("\n\n"),
    lastUserText: asked?.lastText ?? asked?.content ?? "",
    images: given.flatMap(({ images = [] }) => images),
  };
}
