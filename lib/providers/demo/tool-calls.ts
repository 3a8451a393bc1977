import { z } from "zod";

export const toolSchema = z.looseObject({
  function: z.looseObject({ name: z.string(), parameters: z.record(z.string(), z.unknown()).nullish() }),
});
export const toolChoiceSchema = z.union([z.string(), z.object({ function: z.object({ name: z.string() }) })]);

export type Tool = z.infer<typeof toolSchema>;
export type ToolChoice = z.infer<typeof toolChoiceSchema>;

/** A tool that our own model servers call; `arguments` is JSON. */
export type ToolCall = { name: string; arguments: string };

/** The call that a request insists on: of the tool it names, or of the first where one must be called. */
export function forcedCalls(tools: Tool[], choice: ToolChoice | null | undefined, text: string): ToolCall[] {
  const wanted = typeof choice === "object" ? choice?.function.name : undefined;
  const tool = wanted === undefined ? tools[0] : tools.find((one) => one.function.name === wanted);
  return tool && (wanted !== undefined || choice === "required") ? [callOf(tool, text)] : [];
}

/** So many calls of the tools offered, one after the other. */
export function someCalls(tools: Tool[], count: number, text: string): ToolCall[] {
  return Array.from({ length: tools.length > 0 ? count : 0 }, (_, index) => tools[index % tools.length])
    .filter((tool) => tool !== undefined)
    .map((tool) => callOf(tool, text));
}

const objectSchema = z.object({ properties: z.record(z.string(), z.unknown()).default({}) });
const valueSchema = z.object({ type: z.string(), enum: z.array(z.unknown()).min(1) }).partial();
const TEXT_CHARACTERS_MAX = 80;

/** Arguments that fit the tool's own description: the message for a text, the first choice of an enum. */
function callOf({ function: { name, parameters } }: Tool, text: string): ToolCall {
  const { properties } = objectSchema.catch({ properties: {} }).parse(parameters ?? {});
  const values = Object.entries(properties).map(([property, schema]) => [property, valueFor(schema, text)]);
  return { name, arguments: JSON.stringify(Object.fromEntries(values)) };
}

function valueFor(schema: unknown, text: string): unknown {
  const { type, enum: choices } = valueSchema.catch({}).parse(schema);
  if (choices) return choices[0];
  if (type === "string") return text.slice(0, TEXT_CHARACTERS_MAX);
  if (type === "number" || type === "integer") return 1;
  if (type === "boolean") return true;
  return type === "array" ? [] : {};
}
