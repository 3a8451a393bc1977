import type { Route } from "next";
import Form from "next/form";
import { Field } from "@/components/ui/field";
import { FilterEnd } from "@/components/ui/filter-end";
import { Input } from "@/components/ui/input";
import { FilterSelect } from "../filter-select";
import type { Channel, DeliveryFilter } from "./types";
import { KIND_WORDS, STATE_WORDS } from "./words";

type DeliveryFiltersProps = { filter: DeliveryFilter; channels: readonly Channel[] };

/** Filters the history through the address. */
export function DeliveryFilters({ filter, channels }: DeliveryFiltersProps) {
  const kinds = Object.entries(KIND_WORDS).map(([kind, { label }]) => [kind, label] as const);
  const names = channels.map(({ channelId, name }) => [channelId, name] as const);
  return (
    <Form action="/admin/alerts" role="search" className="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Field label="Search">
        {(control) => (
          <Input
            {...control}
            type="search"
            name="q"
            placeholder="Name or recipient"
            defaultValue={filter.q}
          />
        )}
      </Field>
      <FilterSelect
        label="Outcome"
        name="state"
        chosen={filter.state}
        choices={Object.entries(STATE_WORDS)}
      />
      <FilterSelect label="About" name="kind" chosen={filter.kind} choices={kinds} />
      <FilterSelect label="Channel" name="channel" chosen={filter.channel} choices={names} />
      <FilterEnd
        clear={"/admin/alerts" as Route}
        isFiltered={Object.values(filter).some(Boolean)}
        className="sm:col-span-2 lg:col-span-4"
      />
    </Form>
  );
}
