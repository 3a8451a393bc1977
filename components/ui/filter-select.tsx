import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

type FilterSelectProps = {
  label: string;
  name: string;
  chosen: string | undefined;
  /** What is shown where nothing is chosen. */
  usual?: string | undefined;
  /** Values with their words. */
  choices: readonly (readonly [string, string])[];
};

/** One choice of a form that filters a list through the address. */
export function FilterSelect({ label, name, chosen, usual = "Everything", choices }: FilterSelectProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} name={name} defaultValue={chosen ?? ""}>
          <option value="">{usual}</option>
          {choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
