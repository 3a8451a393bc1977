import { z } from "zod";
import { messageSchema } from "./message-schema";

/** Far beyond any conversation; each of them is counted before anything is held. */
const MESSAGES_MAX = 2_000;

const ONLY_FUNCTIONS =
  "Only tools of type 'function' can be passed on: the provider's own tools are billed beside the tokens.";

const functionTool = z.strictObject({
  type: z.literal("function", { error: ONLY_FUNCTIONS }),
  function: z.strictObject({
    name: z.string().min(1).max(512),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
    strict: z.boolean().nullish(),
  }),
});

const namedTool = z.strictObject({
  type: z.literal("function", { error: ONLY_FUNCTIONS }),
  function: z.strictObject({ name: z.string().min(1).max(512) }),
});

const allowedTools = z.strictObject({
  type: z.literal("allowed_tools"),
  allowed_tools: z.strictObject({ mode: z.enum(["auto", "required"]), tools: z.array(namedTool).max(128) }),
});

const responseFormat = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ type: z.literal("text") }),
    z.strictObject({ type: z.literal("json_object") }),
    z.strictObject({
      type: z.literal("json_schema"),
      json_schema: z.strictObject({
        name: z.string().max(512),
        description: z.string().optional(),
        schema: z.record(z.string(), z.unknown()).optional(),
        strict: z.boolean().nullish(),
      }),
    }),
  ],
  { error: "response_format has the type text, json_object or json_schema." },
);

const label = z.string().max(512);
const tokens = z.int().min(1);

/** What a program may ask for, as OpenAI names it; every other parameter is refused (unsupported.ts). */
export const requestSchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(messageSchema).min(1).max(MESSAGES_MAX, `Send at most ${MESSAGES_MAX} messages.`),
  stream: z.boolean().optional(),
  stream_options: z
    .strictObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() })
    .optional(),
  max_tokens: tokens.optional(),
  max_completion_tokens: tokens.optional(),
  tools: z.array(functionTool).min(1).max(128).optional(),
  tool_choice: z
    .union([z.enum(["none", "auto", "required"]), z.discriminatedUnion("type", [namedTool, allowedTools])])
    .optional(),
  parallel_tool_calls: z.boolean().optional(),
  response_format: responseFormat.optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  frequency_penalty: z.number().min(-2).max(2).optional(),
  presence_penalty: z.number().min(-2).max(2).optional(),
  logit_bias: z.record(z.string().regex(/^\d{1,7}$/), z.number().min(-100).max(100)).optional(),
  logprobs: z.boolean().optional(),
  top_logprobs: z.int().min(0).max(20).optional(),
  seed: z.int().optional(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).optional(),
  reasoning_effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).optional(),
  verbosity: z.enum(["low", "medium", "high"]).optional(),
  service_tier: z.enum(["auto", "default", "flex"]).optional(),
  prompt_cache_key: label.optional(),
  safety_identifier: label.optional(),
  user: label.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  n: z.literal(1).optional(),
  modalities: z.tuple([z.literal("text")]).optional(),
  store: z.literal(false).optional(),
});

export type ProgramRequest = z.infer<typeof requestSchema>;
