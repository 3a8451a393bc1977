import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { type SearchAsked, SINCE } from "./search-types";

export type Filters = Omit<SearchAsked, "text">;

export const NO_FILTERS: Filters = {};

type SearchFiltersProps = {
  filters: Filters;
  categories: { id: string; name: string }[];
  onChange: (filters: Filters) => void;
};

const SINCE_WORDS = { "7 days": "Last 7 days", "30 days": "Last 30 days", year: "Last year" };

/** In which threads is searched; what is not chosen narrows nothing. */
export function SearchFilters({ filters, categories, onChange }: SearchFiltersProps) {
  const since = SINCE.map((value) => ({ value, label: SINCE_WORDS[value] }));
  const choose = (change: Filters) => onChange({ ...filters, ...change });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend that nobody needs to see.
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1 px-2.5 pt-1.5">
      <Toggle pressed={!filters.archived} onPress={() => choose({ archived: undefined })}>
        Everything
      </Toggle>
      <Toggle pressed={filters.archived === true} onPress={() => choose({ archived: true })}>
        Archived
      </Toggle>
      <Choice
        label="Date"
        none="Any time"
        value={filters.since}
        options={since}
        onChoose={(chosen) => choose({ since: SINCE.find((value) => value === chosen) })}
      />
      {categories.length > 0 && (
        <Choice
          label="Category"
          none="All categories"
          value={filters.categoryId}
          options={categories.map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(categoryId) => choose({ categoryId })}
        />
      )}
    </div>
  );
}

type ToggleProps = { pressed: boolean; onPress: () => void; children: string };

function Toggle({ pressed, onPress, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cn(
        "rounded-md px-2 py-1 text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:py-2",
        pressed && "bg-accent-soft text-ink hover:bg-accent-soft",
      )}
    >
      {children}
    </button>
  );
}

type ChoiceProps = {
  label: string;
  /** What is said where nothing is chosen. */
  none: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChoose: (value: string | undefined) => void;
};

function Choice({ label, none, value, options, onChoose }: ChoiceProps) {
  return (
    <span className="relative inline-flex min-w-0 items-center">
      <select
        aria-label={label}
        value={value ?? ""}
        onChange={({ target }) => onChoose(target.value || undefined)}
        className={cn(
          "max-w-32 appearance-none truncate rounded-md bg-transparent py-1 pr-6 pl-2 text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:py-2 [&_option]:bg-card [&_option]:text-ink",
          value && "bg-accent-soft text-ink",
        )}
      >
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-1.5 size-3 text-muted" />
    </span>
  );
}
