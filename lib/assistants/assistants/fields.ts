import { z } from "zod";
import { readFields } from "@/lib/org";
import { OUTPUT_TOKENS_MAX, OUTPUT_TOKENS_USEFUL_MIN } from "../runs/plan-rules";
import { oneLine } from "../threads/title";

export const ASSISTANT_NAME_MAX = 60;
export const ASSISTANT_DESCRIPTION_MAX = 200;
export const ASSISTANT_INSTRUCTIONS_MAX = 20_000;

const LENGTH = `Enter a whole number of tokens from ${OUTPUT_TOKENS_USEFUL_MIN} to ${OUTPUT_TOKENS_MAX.toLocaleString("en-US")}, or leave the field empty.`;

const line = (max: number, sentence: string) =>
  z.string(sentence).transform(oneLine).pipe(z.string().max(max, sentence));

const visibility = z.discriminatedUnion(
  "visibility",
  [
    z.object({ visibility: z.literal("me") }),
    z.object({ visibility: z.literal("everyone") }),
    z.object({
      visibility: z.literal("department"),
      /** For admins: which one. A member's is their own. */
      departmentId: z.uuid("Choose one of the departments.").optional(),
    }),
  ],
  "Choose who sees the assistant.",
);

/** What an assistant consists of, each with one sentence for what is wrong. Tools are not among it: it has none. */
const fields = z.strictObject({
  name: line(ASSISTANT_NAME_MAX, `Enter a name of at most ${ASSISTANT_NAME_MAX} characters.`).pipe(
    z.string().min(1, "Enter a name for the assistant."),
  ),
  description: line(
    ASSISTANT_DESCRIPTION_MAX,
    `Describe it in at most ${ASSISTANT_DESCRIPTION_MAX} characters.`,
  ),
  instructions: z
    .string("Say what the assistant is to do.")
    .transform((text) => text.replaceAll("\0", "").replaceAll("\r\n", "\n").trim())
    .pipe(
      z
        .string()
        .min(1, "Say what the assistant is to do.")
        .max(
          ASSISTANT_INSTRUCTIONS_MAX,
          `Instructions have at most ${ASSISTANT_INSTRUCTIONS_MAX.toLocaleString("en-US")} characters: shorten them.`,
        ),
    ),
  model: z.string().trim().min(1, "Choose a model.").max(200, "Choose a model.").nullable(),
  outputTokensMax: z
    .number(LENGTH)
    .int(LENGTH)
    .min(OUTPUT_TOKENS_USEFUL_MIN, LENGTH)
    .max(OUTPUT_TOKENS_MAX, LENGTH)
    .nullable(),
  sharing: visibility,
});

export type AssistantInput = z.input<typeof fields>;
export type AssistantFields = z.output<typeof fields>;

/** Throws `invalid` with the sentence of the first field that is wrong. */
export function readAssistant(input: AssistantInput): AssistantFields {
  return readFields(fields, input);
}
