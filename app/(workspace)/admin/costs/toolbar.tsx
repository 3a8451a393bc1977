import Link from "next/link";
import { AddressSelects } from "@/components/admin/costs/address-selects";
import { DaysForm } from "@/components/admin/costs/days-form";
import { type Chip, FilterChips } from "@/components/admin/costs/filter-chips";
import { FilterSearch } from "@/components/admin/costs/filter-search";
import { Foldable } from "@/components/admin/costs/foldable";
import { SavedViews, SaveView } from "@/components/admin/costs/saved-views";
import { GROUP_WORDS, PER_WORDS, PRESET_WORDS } from "@/components/admin/costs/words";
import { buttonStyles } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ExportMenu } from "@/components/ui/export-menu";
import { Segmented } from "@/components/ui/segmented";
import type { CostName, CostRange, CostView, Granularity } from "@/lib/reports";
import { type CostsAddress, GRANULARITIES, hrefOf, PRESETS, paramsOf, searchOf } from "./address";
import { addView, findNames, removeView, renameView } from "./explore-actions";
import { GROUPS, toggled } from "./filters";

type ToolbarProps = {
  address: CostsAddress;
  range: CostRange;
  granularity: Granularity;
  /** What was typed and cannot be shown, to be corrected in its fields. */
  refusedDays: { from: string; to: string } | null;
  names: CostName[];
  views: CostView[];
};

/** All that the address holds, to be changed: the days above, and what they are divided and filtered by below. */
export function Toolbar({ names, views, ...shown }: ToolbarProps) {
  const { address, range } = shown;
  const search = searchOf({ ...address, cursor: undefined, query: "" });
  const actions = { add: addView, rename: renameView, remove: removeView, addAgain: addView };
  return (
    <Foldable label="What is shown" button="Days, bars, filters and views">
      <div className={ROW}>
        <RangeSelect address={address} range={range} />
        <div className={cn(ROW, FOLDED)}>
          <Days {...shown} />
        </div>
      </div>
      <div className={ROW}>
        <Groups address={address} />
        <div className={cn(ROW, FOLDED)}>
          <FilterSearch search={search} days={{ from: range.from, to: range.to }} find={findNames} />
        </div>
        <FilterChips chips={chipsOf(address, names)} withoutAny={hrefOf(address, { filters: {} })} />
        <div className={cn(ROW, FOLDED, "sm:ml-auto")}>
          <SavedViews views={views} search={search} actions={actions} />
          <SaveView search={search} action={addView} />
        </div>
      </div>
    </Foldable>
  );
}

const ROW = "flex flex-wrap items-center gap-2";
/** On a phone, unless it is unfolded or no script runs. */
const FOLDED = "max-sm:group-data-[open=false]/fold:hidden noscript:flex!";

/** What the page shows, as a file. */
export function CostsExport({ address }: { address: CostsAddress }) {
  const file = searchOf({ ...address, cursor: undefined, query: "", showsTable: false });
  return (
    <ExportMenu
      csv={`/api/reports/costs${file && `?${file}`}`}
      pdf={`/api/reports/costs?${file ? `${file}&` : ""}as=pdf`}
    />
  );
}

/** The address without its days, for a form that chooses others. */
const withoutDays = (address: CostsAddress) =>
  paramsOf({ ...address, range: { preset: "30d" }, cursor: undefined });

function RangeSelect({ address, range }: Pick<ToolbarProps, "address" | "range">) {
  const keep = withoutDays(address);
  const presets = range.preset === "custom" ? [...PRESETS, "custom" as const] : PRESETS;
  return (
    <AddressSelects
      choices={[
        {
          ...{ label: "Range", name: "range", value: range.preset },
          options: presets.map((value) => ({ value, label: PRESET_WORDS[value] })),
        },
      ]}
      keep={range.preset === "custom" ? { ...keep, from: range.from, to: range.to } : keep}
    />
  );
}

function Days({ address, range, granularity, refusedDays }: Omit<ToolbarProps, "names" | "views">) {
  const { from, to } = refusedDays ?? range;
  return (
    <>
      <DaysForm from={from} to={to} today={range.today} keep={withoutDays(address)} />
      <Segmented
        label="Bars"
        segments={GRANULARITIES.map((per) => ({
          label: PER_WORDS[per],
          href: hrefOf(address, { per, cursor: undefined }),
          current: per === granularity,
        }))}
      />
      <Link
        href={hrefOf(address, { compares: !address.compares })}
        scroll={false}
        aria-current={address.compares ? "true" : undefined}
        className={cn(
          buttonStyles({ variant: "outline", size: "sm" }),
          address.compares && "bg-ink text-ground hover:bg-ink",
        )}
      >
        Compare with the previous period
      </Link>
    </>
  );
}

function Groups({ address }: Pick<ToolbarProps, "address">) {
  const options = GROUPS.map((value) => ({ value, label: `By ${GROUP_WORDS[value].toLowerCase()}` }));
  const parts = [
    { value: "", label: "no second group" },
    ...GROUPS.filter((value) => value !== address.by).map((value) => ({
      value,
      label: `then by ${GROUP_WORDS[value].toLowerCase()}`,
    })),
  ];
  const { by: _by, second: _second, ...rest } = address;
  return (
    <AddressSelects
      choices={[
        { label: "Group by", name: "by", value: address.by, options },
        { label: "Second group", name: "second", value: address.second ?? "", options: parts },
      ]}
      keep={paramsOf({ ...rest, cursor: undefined })}
    />
  );
}

function chipsOf(address: CostsAddress, names: readonly CostName[]): Chip[] {
  return names.map((name) => ({
    ...name,
    without: hrefOf(address, { filters: toggled(address.filters, name.group, name.key), cursor: undefined }),
  }));
}
