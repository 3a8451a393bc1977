"use client";

import { Field } from "./field";
import { Select } from "./select";

type ChoiceFieldProps<T extends string> = {
  label: string;
  name: string;
  /** Words by value, in order. */
  choices: Record<T, string>;
  /** With `onChoose` for a choice that other fields go by. */
  value?: T;
  onChoose?: (value: T) => void;
  initial?: string | undefined;
  hint?: string | undefined;
  error?: string | undefined;
};

/** One of a few. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, name, choices, value, onChoose, initial, hint, error } = props;
  const isValue = (text: string): text is T => Object.hasOwn(choices, text);
  const chosen = onChoose
    ? {
        value,
        onChange: ({ target }: { target: HTMLSelectElement }) =>
          isValue(target.value) && onChoose(target.value),
      }
    : { defaultValue: initial };
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Select {...control} name={name} {...chosen}>
          {Object.entries<string>(choices).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
