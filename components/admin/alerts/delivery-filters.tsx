import type { Route } from "next";
import Form from "next/form";
import { FilterEnd } from "@/components/ui/filter-end";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { Channel, DeliveryFilter } from "./types";
import { KIND_CHOICES, STATE_WORDS } from "./words";

type DeliveryFiltersProps = { filter: DeliveryFilter; channels: readonly Channel[] };

/** Filters the history through the address. */
export function DeliveryFilters({ filter, channels }: DeliveryFiltersProps) {
  const names = channels.map(({ channelId, name }) => [channelId, name] as const);
  return (
    <Form action="/admin/alerts" role="search" className="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <SearchField label="Search" placeholder="Name or recipient" text={filter.q} />
      <FilterSelect
        label="Outcome"
        name="state"
        chosen={filter.state}
        choices={Object.entries(STATE_WORDS)}
      />
      <FilterSelect label="About" name="kind" chosen={filter.kind} choices={KIND_CHOICES} />
      <FilterSelect label="Channel" name="channel" chosen={filter.channel} choices={names} />
      <FilterEnd
        clear={"/admin/alerts" as Route}
        isFiltered={Object.values(filter).some(Boolean)}
        className="sm:col-span-2 lg:col-span-4"
      />
    </Form>
  );
}
