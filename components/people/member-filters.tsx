import type { Route } from "next";
import Form from "next/form";
import { FilterEnd } from "@/components/ui/filter-end";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchField } from "@/components/ui/search-field";
import type { MemberFilter } from "@/lib/org/types";
import type { Groups } from "./groups-form";
import { ROLE_LABELS } from "./roles";

type MemberFiltersProps = { path: Route; filter: MemberFilter; groups: Groups };

/** Filters members through the address, so that what was found can be shared. */
export function MemberFilters({ path, filter, groups }: MemberFiltersProps) {
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <Form
      action={path}
      role="search"
      className="mb-5 grid grid-cols-2 gap-3 lg:grid-cols-[2fr_1fr_1fr_1fr_1fr]"
    >
      <div className="col-span-2 lg:col-span-1">
        <SearchField label="Search members" placeholder="Name or email" text={filter.text} />
      </div>
      <FilterSelect
        label="Department"
        name="department"
        chosen={filter.departmentId}
        usual="Any"
        choices={options(groups.departments)}
      />
      <FilterSelect
        label="Plan"
        name="plan"
        chosen={filter.planId}
        usual="Any"
        choices={options(groups.plans)}
      />
      <FilterSelect
        label="Role"
        name="role"
        chosen={filter.role}
        usual="Any"
        choices={Object.entries(ROLE_LABELS)}
      />
      <FilterSelect label="State" name="state" chosen={filter.state} usual="Any" choices={STATES} />
      <FilterEnd clear={path} isFiltered={isFiltered} className="col-span-2 lg:col-span-5" />
    </Form>
  );
}

const STATES: [string, string][] = [
  ["active", "Active"],
  ["disabled", "Disabled"],
];

function options(named: Groups["plans"]): [string, string][] {
  return [["none", "None"], ...named.map(({ id, name }): [string, string] => [id, name])];
}
