import type { Route } from "next";
import Form from "next/form";
import { FilterEnd } from "@/components/ui/filter-end";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";

type SearchAndStateProps = {
  path: Route;
  filter: { [name in "q" | "state" | "kind"]?: string | undefined };
  label: string;
  placeholder: string;
  /** What the state is called in the address. */
  name?: "state" | "kind";
  /** What the states are called together. */
  stateLabel?: string;
  /** What is shown without a state. */
  usual?: string;
  states: readonly (readonly [string, string])[];
};

/** Filters a list by words and by state through the address, so that what was found can be shared. */
export function SearchAndState(props: SearchAndStateProps) {
  const { path, filter, label, placeholder, name = "state", stateLabel = "State", usual, states } = props;
  return (
    <Form action={path} role="search" className="mb-5 grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
      <SearchField label={label} placeholder={placeholder} text={filter.q} />
      <FilterSelect label={stateLabel} name={name} chosen={filter[name]} usual={usual} choices={states} />
      <FilterEnd clear={path} isFiltered={Boolean(filter.q || filter[name])} className="sm:pb-1" />
    </Form>
  );
}
