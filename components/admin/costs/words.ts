import { dayLabel, pointLabel } from "@/components/charts/words";
import { clockTime } from "@/components/shell/clock-words";
import { formatAbout } from "@/lib/money";
import type {
  AnomalyCause,
  CostAnomaly,
  CostGroup,
  CostRange,
  Costs,
  Granularity,
} from "@/lib/reports/types";

export const GROUP_WORDS: Record<CostGroup, string> = {
  department: "Department",
  member: "Member",
  plan: "Plan",
  model: "Model",
  provider: "Provider",
  assistant: "Assistant",
  purpose: "Purpose",
};

export const PRESET_WORDS: Record<CostRange["preset"], string> = {
  today: "Today",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  month: "This month",
  "last-month": "Last month",
  quarter: "This quarter",
  year: "This year",
  "12m": "Last 12 months",
  custom: "Chosen days",
};

export const PER_WORDS: Record<Granularity, string> = { day: "Daily", week: "Weekly", month: "Monthly" };

const PURPOSE_WORDS: Record<string, string> = { answer: "Answers", title: "Thread titles" };

type Named = { key: string; label: string | null };

/** What a group is called; `*` are all those beyond the nine dearest, and what is gone has no name any more. */
export function nameOf(group: CostGroup, { key, label }: Named): string {
  if (key === "*") return "Others";
  if (key === "") return `No ${group}`;
  if (group === "purpose") return PURPOSE_WORDS[key] ?? label ?? key;
  return label ?? `A deleted ${group}`;
}

/** The same for several side by side: models of one name are told apart by their providers. */
export function namesOf(group: CostGroup, keyed: readonly Named[]): ReadonlyMap<string, string> {
  const names = keyed.map((one) => nameOf(group, one));
  return new Map(
    keyed.map(({ key }, n): [string, string] => {
      const name = names[n] ?? key;
      const isOnly = names.indexOf(name) === names.lastIndexOf(name);
      return [key, isOnly || group !== "model" ? name : key];
    }),
  );
}

type Divided = Pick<Costs, "group" | "subgroup" | "keys"> & {
  combinations: Pick<NonNullable<Costs["combinations"]>, "keys"> | null;
};

/** "Engineering · gpt-4o" for each combination of both groups; nothing without a second one. */
export function combinationNames({
  group,
  subgroup,
  keys,
  combinations,
}: Divided): ReadonlyMap<string, string> {
  if (!combinations || !subgroup) return new Map();
  const parts = new Map(keys.flatMap((key) => key.parts.map((part) => [part.key, part])));
  const [names, partNames] = [namesOf(group, keys), namesOf(subgroup, [...parts.values()])];
  return new Map(
    combinations.keys.map(({ key, groupKey, partKey }): [string, string] => [
      key,
      key === "*" ? "Others" : `${names.get(groupKey)} · ${partNames.get(partKey)}`,
    ]),
  );
}

/** "22 Nov", "Week from 16 Nov", "Nov 2026". */
export function bucketLabel(bucket: string, granularity: Granularity): string {
  if (granularity === "month") return pointLabel(bucket.slice(0, 7));
  return granularity === "week" ? `Week from ${dayLabel(bucket)}` : dayLabel(bucket);
}

/** "1 Nov – 22 Nov", with years where they are not this one; one day by itself. */
export function daysWords({ from, to }: { from: string; to: string }, today: string): string {
  const isThisYear = from.slice(0, 4) === today.slice(0, 4) && to.slice(0, 4) === today.slice(0, 4);
  const label = (day: string) => (isThisYear ? dayLabel(day) : `${dayLabel(day)} ${day.slice(0, 4)}`);
  return from === to ? label(from) : `${label(from)} – ${label(to)}`;
}

/** What the days are held against: "25 Sep – 24 Oct, until 07:11", and where that cannot be cut, that it is not. */
export function beforeWords({ range, beforeUntil }: Pick<Costs, "range" | "beforeUntil">): string {
  const days = daysWords(range.before, range.today);
  if (beforeUntil) return `${days}, until ${clockTime(beforeUntil, range.timeZone)}`;
  return range.to === range.today ? `${days}, all of it, while today is not over` : days;
}

/** "$29.00", how much a cause rose above its usual; "≈ $29.00" where either is not exact. */
export function causeLabel(cause: AnomalyCause): string {
  const { costPicoUsd, estimatedPicoUsd, usualPicoUsd, isUsualExact } = cause;
  return formatAbout(costPicoUsd - usualPicoUsd, estimatedPicoUsd === 0n && isUsualExact);
}

/** "$29.00", how much a day cost above what was expected; "≈ $29.00" where either is not exact. */
export function impactLabel({ impactPicoUsd, estimatedPicoUsd, isExpectedExact }: CostAnomaly): string {
  return formatAbout(impactPicoUsd, estimatedPicoUsd === 0n && isExpectedExact);
}
