import { z } from "zod";
import { AppError } from "@/lib/errors";
import { passwordProblem } from "./password";

/** What people type about themselves, with sentences for what is wrong. Trimmed; emails in lower case. */
export const memberFields = {
  email: z
    .string("Enter an email address.")
    .trim()
    .toLowerCase()
    .max(254, "Enter a shorter email address.")
    .pipe(z.email("Enter an email address such as name@example.org.")),
  name: z
    .string("Enter a name.")
    .trim()
    .min(1, "Enter a name.")
    .max(80, "Enter a name of at most 80 characters."),
  organisationName: z
    .string("Enter a name for the organisation.")
    .trim()
    .min(1, "Enter a name for the organisation.")
    .max(80, "Enter a name of at most 80 characters."),
  /** One that is to be set; that it is not the email address is seen once both are known. */
  newPassword: z.string("Enter a password.").superRefine((password, context) => {
    const problem = passwordProblem(password);
    if (problem) context.addIssue(problem);
  }),
};

/** Reads one of the fields or throws `invalid` with its sentence. */
export function readField(field: keyof typeof memberFields, value: string): string {
  const parsed = memberFields[field].safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", parsed.error.issues[0]?.message ?? "Check what you entered.", {
    details: { field },
  });
}
