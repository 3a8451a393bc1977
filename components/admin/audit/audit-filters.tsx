import type { Route } from "next";
import Form from "next/form";
import { Field } from "@/components/ui/field";
import { FilterEnd } from "@/components/ui/filter-end";
import { FilterSelect } from "@/components/ui/filter-select";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Input } from "@/components/ui/input";
import { SearchField } from "@/components/ui/search-field";
import { ACT_WORDS } from "./act-words";
import type { AuditFilter } from "./types";

type AuditFiltersProps = {
  filter: AuditFilter;
  /** The name behind `filter.person`. */
  personName: string | null;
};

/** Filters the log through the address, so that what was found can be shared. */
export function AuditFilters({ filter, personName }: AuditFiltersProps) {
  const { q, act, person, from, to } = filter;
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <Form action="/admin/audit" role="search" className="mb-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {person && <HiddenFields values={{ person }} />}
      <SearchField label="Search" placeholder="Name of whom or what" text={q} />
      <FilterSelect label="Act" name="act" chosen={act} choices={Object.entries(ACT_WORDS)} />
      <Field label="From">
        {(control) => <Input {...control} type="date" name="from" defaultValue={from} />}
      </Field>
      <Field label="To">{(control) => <Input {...control} type="date" name="to" defaultValue={to} />}</Field>
      <FilterEnd
        clear={"/admin/audit" as Route}
        isFiltered={isFiltered}
        className="sm:col-span-2 lg:col-span-4"
      >
        {person && (
          <p className="text-muted text-sm">
            {personName ? `Only what ${personName} did.` : "Only what one person did."}
          </p>
        )}
      </FilterEnd>
    </Form>
  );
}
