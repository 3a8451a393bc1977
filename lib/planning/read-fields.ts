import { isAppError } from "@/lib/errors";
import type { Field } from "./fields";

export type Fields = Record<string, Field<unknown>>;

/** What each field was read as. */
export type ValuesOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

export type Reading<F extends Fields> = {
  /** Null while a field cannot be read. */
  values: ValuesOf<F> | null;
  /** What is wrong with a field and what to do, by its name. */
  errors: { [K in keyof F]?: string };
};

/** Reads what was typed; a field without a text has its initial one. */
export function readFields<F extends Fields>(
  fields: F,
  texts: Readonly<Record<string, string | undefined>>,
): Reading<F> {
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    try {
      values[name] = field.read(texts[name] ?? field.initial);
    } catch (error) {
      if (!isAppError(error)) throw error;
      errors[name] = error.message;
    }
  }
  const isWhole = Object.keys(errors).length === 0;
  // Each value was read by the field of its own name.
  return { values: isWhole ? (values as ValuesOf<F>) : null, errors: errors as Reading<F>["errors"] };
}
