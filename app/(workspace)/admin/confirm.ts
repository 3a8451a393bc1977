import { z } from "zod";
import { AppError } from "@/lib/errors";

/** Something to make sure of before it is done. The key says what exactly, so that a yes holds for nothing else. */
export type Question = { key: string; sentence: string };

/** What a form sends back once a person has said yes. */
export const confirmed = z.object({ confirmed: z.string().optional() });

/** Throws `conflict` with the sentences, until the form comes again with a yes to just these questions. */
export function askFirst(questions: readonly Question[], yes: string | undefined): void {
  const key = questions.map((question) => question.key).join(" ");
  if (key === "" || key === yes) return;
  const sentences = questions.map(({ sentence }) => sentence).join(" ");
  throw new AppError("conflict", sentences, { details: { question: key } });
}
