import type { Route } from "next";
import Form from "next/form";
import { Field } from "@/components/ui/field";
import { FilterEnd } from "@/components/ui/filter-end";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "./filter-select";

type SearchAndStateProps = {
  path: Route;
  filter: { q?: string | undefined; state?: string | undefined };
  label: string;
  placeholder: string;
  /** What the states are called together. */
  stateLabel?: string;
  /** What is shown without a state. */
  usual?: string;
  states: readonly (readonly [string, string])[];
};

/** Filters a list by words and by state through the address, so that what was found can be shared. */
export function SearchAndState(props: SearchAndStateProps) {
  const { path, filter, label, placeholder, stateLabel = "State", usual, states } = props;
  return (
    <Form action={path} role="search" className="mb-5 grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
      <Field label={label}>
        {(control) => (
          <Input {...control} type="search" name="q" placeholder={placeholder} defaultValue={filter.q} />
        )}
      </Field>
      <FilterSelect label={stateLabel} name="state" chosen={filter.state} usual={usual} choices={states} />
      <FilterEnd clear={path} isFiltered={Boolean(filter.q || filter.state)} className="sm:pb-1" />
    </Form>
  );
}
