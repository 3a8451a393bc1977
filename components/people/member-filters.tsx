import type { Route } from "next";
import Form from "next/form";
import { Field } from "@/components/ui/field";
import { FilterEnd } from "@/components/ui/filter-end";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
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
        <Field label="Search members">
          {(control) => (
            <Input
              {...control}
              type="search"
              name="q"
              placeholder="Name or email"
              defaultValue={filter.text}
            />
          )}
        </Field>
      </div>
      <Choice
        label="Department"
        name="department"
        value={filter.departmentId}
        options={options(groups.departments)}
      />
      <Choice label="Plan" name="plan" value={filter.planId} options={options(groups.plans)} />
      <Choice label="Role" name="role" value={filter.role} options={Object.entries(ROLE_LABELS)} />
      <Choice label="State" name="state" value={filter.state} options={STATES} />
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

type ChoiceProps = { label: string; name: string; value: string | undefined; options: [string, string][] };

function Choice({ label, name, value, options: offered }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} name={name} defaultValue={value ?? ""}>
          <option value="">Any</option>
          {offered.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
