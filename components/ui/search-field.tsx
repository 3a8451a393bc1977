import { Field } from "./field";
import { Input } from "./input";

type SearchFieldProps = { label: string; placeholder: string; text: string | undefined };

/** The words of a form that filters a list through the address. */
export function SearchField({ label, placeholder, text }: SearchFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input {...control} type="search" name="q" placeholder={placeholder} defaultValue={text} />
      )}
    </Field>
  );
}
