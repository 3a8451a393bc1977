import { z } from "zod";
import { readFields } from "@/lib/org";
import { oneLine } from "../threads/title";

export const PROMPT_NAME_MAX = 60;
export const PROMPT_TEXT_MAX = 8_000;

const nameSentence = `Enter a name of at most ${PROMPT_NAME_MAX} characters.`;
const textSentence = `A prompt has at most ${PROMPT_TEXT_MAX.toLocaleString("en-US")} characters: shorten it.`;

/** What a prompt consists of, each with one sentence for what is wrong. */
const fields = z.strictObject({
  name: z
    .string(nameSentence)
    // It is typed after a stroke, so one at its beginning would have to be typed twice.
    .transform((name) => oneLine(name).replace(/^\/+\s*/, ""))
    .pipe(z.string().min(1, "Enter a name for the prompt.").max(PROMPT_NAME_MAX, nameSentence))
    .refine((name) => !name.includes("/"), "Leave the stroke (/) out of the name."),
  text: z
    .string("Enter the text of the prompt.")
    .transform((text) => text.replaceAll("\0", "").replaceAll("\r\n", "\n").trim())
    .pipe(z.string().min(1, "Enter the text of the prompt.").max(PROMPT_TEXT_MAX, textSentence)),
  visibility: z.enum(["me", "everyone"], "Choose who finds the prompt."),
});

export type PromptInput = z.input<typeof fields>;
export type PromptFields = z.output<typeof fields>;

/** Throws `invalid` with the sentence of the first field that is wrong. */
export function readPrompt(input: PromptInput): PromptFields {
  return readFields(fields, input);
}
