import { z } from "zod";

const ONLY_TEXT =
  "Only text can be sent: what images, audio and files cost cannot be known before the call. Send {type: 'text'} parts.";
const ONLY_FUNCTIONS = "Only calls of functions can be sent: use tools of type 'function'.";

const textPart = z.strictObject({ type: z.literal("text"), text: z.string() });
const refusalPart = z.strictObject({ type: z.literal("refusal"), refusal: z.string() });

const parts = z.array(z.discriminatedUnion("type", [textPart], { error: ONLY_TEXT })).min(1);
const saidParts = z.array(z.discriminatedUnion("type", [textPart, refusalPart], { error: ONLY_TEXT })).min(1);
const text = z.union([z.string(), parts]);
const name = z.string().max(512).optional();

const toolCall = z.object({
  id: z.string().max(512),
  type: z.literal("function", { error: ONLY_FUNCTIONS }),
  function: z.object({ name: z.string().max(512), arguments: z.string() }),
});

const unused = (sentence: string) => z.null({ error: sentence }).optional();

/**
 * An earlier answer. Programs send back the message they got, with fields that say nothing new (`annotations`,
 * `parsed`): those are left out.
 */
const assistant = z
  .object({
    role: z.literal("assistant"),
    content: z.union([z.string(), saidParts]).nullish(),
    refusal: z.string().nullish(),
    reasoning_content: z.string().nullish(),
    name,
    tool_calls: z.array(toolCall).max(128).optional(),
    audio: unused(ONLY_TEXT),
    function_call: unused("function_call was replaced by tool_calls: send those."),
  })
  .transform(({ audio: _, function_call: __, ...said }) => said);

const ROLES = "must be one of developer, system, user, assistant and tool";

/** One message of a program's request. */
export const messageSchema = z.discriminatedUnion(
  "role",
  [
    z.strictObject({ role: z.literal("developer"), content: text, name }),
    z.strictObject({ role: z.literal("system"), content: text, name }),
    z.strictObject({ role: z.literal("user"), content: text, name }),
    z.strictObject({ role: z.literal("tool"), content: text, tool_call_id: z.string().max(512) }),
    assistant,
  ],
  { error: `The message's role ${ROLES}.` },
);

export type CompletionMessage = z.infer<typeof messageSchema>;
