import type { Route } from "next";
import Form from "next/form";
import { Field } from "@/components/ui/field";
import { FilterEnd } from "@/components/ui/filter-end";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "../filter-select";
import type { AlertFilter } from "./types";
import { KIND_WORDS } from "./words";

/** Filters what happened through the address. */
export function AlertFilters({ path, filter }: { path: Route; filter: AlertFilter }) {
  const kinds = Object.entries(KIND_WORDS).map(([kind, { label }]) => [kind, label] as const);
  return (
    <Form action={path} role="search" className="mb-4 grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
      <Field label="Search alerts">
        {(control) => (
          <Input
            {...control}
            type="search"
            name="q"
            placeholder="Name of whom or what"
            defaultValue={filter.q}
          />
        )}
      </Field>
      <FilterSelect label="About" name="kind" chosen={filter.kind} choices={kinds} />
      <FilterEnd clear={path} isFiltered={Boolean(filter.q || filter.kind)} className="sm:pb-1" />
    </Form>
  );
}
