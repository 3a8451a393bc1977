import { z } from "zod";

const NUMBER = "Enter a whole number of tokens, or leave the field empty.";

/** Who sees it, as the form's one choice has it: "me", "everyone", or "department:" with an id. */
const sharing = z.string().transform((typed, context) => {
  if (typed === "me") return { visibility: typed } as const;
  if (typed === "everyone") return { visibility: typed } as const;
  const [kind, departmentId] = typed.split(":", 2);
  const { data } = z.uuid().safeParse(departmentId);
  if (kind === "department" && data) return { visibility: kind, departmentId: data } as const;
  context.addIssue("Choose who sees the assistant.");
  return z.NEVER;
});

/** What the form of an assistant sends, as text. The rules about lengths are the verb's. */
export const assistantInput = z.object({
  assistantId: z.uuid("There is no such assistant: choose another one.").optional(),
  name: z.string(),
  description: z.string().default(""),
  instructions: z.string(),
  model: z
    .string()
    .trim()
    .transform((model) => model || null),
  outputTokensMax: z.string().transform((typed, context) => {
    const digits = typed.replaceAll(/[\s,_]/g, "");
    if (digits === "") return null;
    if (/^\d{1,9}$/.test(digits)) return Number(digits);
    context.addIssue(NUMBER);
    return z.NEVER;
  }),
  sharing,
});
