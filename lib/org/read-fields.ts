import type { z } from "zod";
import { AppError } from "@/lib/errors";

/** Reads a value or throws `invalid` with the first sentence; `field` names what it is about where the value is no object. */
export function readFields<S extends z.ZodType>(schema: S, value: z.input<S>, field?: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const about = field ?? issue?.path[0];
  throw new AppError("invalid", issue?.message ?? "Check what you entered.", {
    details: about === undefined ? {} : { field: String(about) },
  });
}
