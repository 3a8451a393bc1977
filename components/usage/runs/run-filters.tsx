import type { Route } from "next";
import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { MemberMonth, RunFilter } from "@/lib/reports/types";
import { purposeWord } from "../purpose-words";

type RunFiltersProps = {
  filter: RunFilter;
  month: MemberMonth;
  /** What else the address holds and keeps. */
  keep: Record<string, string>;
  /** The list without any filter. */
  clearHref: Route;
};

/** Narrows the list of runs through the address, so that what was found can be kept. */
export function RunFilters({ filter, month, keep, clearHref }: RunFiltersProps) {
  const { models, threads, purposes, span } = month;
  const named = threads.flatMap(({ threadId, title }) => (title ? [{ value: threadId, words: title }] : []));
  return (
    <Form
      action="/usage"
      scroll={false}
      aria-label="Filter runs"
      className="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-5"
    >
      <HiddenFields values={keep} />
      <Choice
        label="Model"
        name="model"
        value={filter.model}
        options={models.map(({ provider, model }) => ({ value: `${provider}/${model}`, words: model }))}
      />
      <Choice label="Thread" name="thread" value={filter.threadId} options={named} />
      <Choice
        label="Purpose"
        name="purpose"
        value={filter.purpose}
        options={purposes.map(({ purpose }) => ({ value: purpose, words: purposeWord(purpose) }))}
      />
      <Choice label="Certainty" name="certainty" value={filter.certainty} options={CERTAINTIES} />
      <Field label="Day">
        {(control) => (
          <Input
            {...control}
            type="date"
            name="day"
            min={`${span.month}-01`}
            max={span.lastDay}
            defaultValue={filter.day}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2 sm:col-span-2 lg:col-span-5">
        <Button type="submit" size="sm" variant="outline">
          Filter
        </Button>
        {Object.values(filter).some(Boolean) && (
          <Button asChild variant="ghost" size="sm">
            <Link href={clearHref} scroll={false}>
              Show every run
            </Link>
          </Button>
        )}
      </div>
    </Form>
  );
}

const CERTAINTIES = [
  { value: "exact", words: "Exact" },
  { value: "estimated", words: "Estimated" },
  { value: "unpriced", words: "Unpriced" },
];

type ChoiceProps = {
  label: string;
  name: string;
  value: string | undefined;
  options: { value: string; words: string }[];
};

function Choice({ label, name, value = "", options }: ChoiceProps) {
  const isListed = value === "" || options.some((option) => option.value === value);
  return (
    <Field label={label}>
      {(control) => (
        <Select key={value} {...control} name={name} defaultValue={value}>
          <option value="">All</option>
          {!isListed && <option value={value}>The one in the address</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
