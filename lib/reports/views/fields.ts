import { z } from "zod";
import { violatedConstraint } from "@/db/violated-constraint";
import { AppError } from "@/lib/errors";

/** The most that one admin can have. */
export const COST_VIEWS_MAX = 50;
const NAME_MAX = 60;
const SEARCH_MAX = 4_000;

const sentence = `Enter a name of at most ${NAME_MAX} characters.`;

export const viewName = z
  .string(sentence)
  .transform((name) => name.replaceAll("\0", "").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "Enter a name for the view.").max(NAME_MAX, sentence));

export const viewFields = z.object({
  name: viewName,
  search: z.string().max(SEARCH_MAX, "This view has too many filters to be saved: remove a few."),
});

export function noView(): AppError {
  return new AppError("not_found", "This view does not exist any more.");
}

/** The sentence for a name there is; null for any other failure. */
export function nameTaken(cause: unknown): AppError | null {
  if (violatedConstraint(cause) !== "cost_views_name") return null;
  const message = "You have a view of this name: choose another one.";
  return new AppError("conflict", message, { cause, details: { field: "name" } });
}
