import { bucketLabel, GROUP_WORDS, nameOf } from "@/components/admin/costs/words";
import { clockTime } from "@/components/shell/clock-words";
import { isUnpriced } from "@/components/usage/is-unpriced";
import { unpricedWords } from "@/components/usage/unpriced-words";
import { type SheetReport, usdOnPaper } from "@/lib/finance";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import {
  type CostGroup,
  type CostName,
  type CostSum,
  type Costs,
  type CsvCell,
  NO_USAGE,
  type Sheet,
  type SheetColumn,
  sheetLines,
  type UnpricedModel,
  type UsageSum,
} from "@/lib/reports";

/** A bar's part of a group, or of a group's part. */
type Line = UsageSum & { unpriced?: number } & {
  from: string;
  to: string;
  name: string;
  key: string;
  part: string;
  partKey: string;
  /** What the days before cost; only on a line of its own, which has nothing else. */
  before?: PicoUsd;
};

/** Where they are compared, the days before have lines and a column of their own. */
type Shown = Costs & { compares?: boolean };

/**
 * A view of the costs as CSV: a line for each bar and group, or with a second group for each bar, group and its part.
 * The lines add up to the page's total; amounts are exact, in decimal dollars.
 */
export function costsFile(costs: Shown): AsyncGenerator<string> {
  return sheetLines(costsSheet(costs));
}

/**
 * The same on paper, with the page's figures and bars. A second group's parts are over all days unless the costs are
 * divided: by day they would fill a book.
 */
export function costsPaper(
  costs: Shown,
  names: readonly CostName[],
  unpriced: readonly UnpricedModel[] = [],
): SheetReport<Line> {
  const { range, granularity, group, subgroup, total, buckets, pieces } = costs;
  const days = range.from === range.to ? range.from : `${range.from} to ${range.to}`;
  const of = (bucket: string) => pieces.filter((piece) => piece.bucket === bucket);
  const bars = buckets.map((bucket) => ({
    label: bucketLabel(bucket, granularity),
    costPicoUsd: of(bucket).reduce((sum, { costPicoUsd }) => sum + costPicoUsd, 0n),
  }));
  const then = subgroup ? `, then by ${GROUP_WORDS[subgroup].toLowerCase()}` : "";
  return {
    title: `AI costs by ${GROUP_WORDS[group].toLowerCase()}${then}`,
    about: [
      `${days}; days of the zone ${range.timeZone}.`,
      filterWords(names),
      unpricedWords(unpriced) ?? [],
    ].flat(),
    figures: figuresOf(costs),
    chart: { title: `Cost of each ${granularity}`, bars },
    sheet: costsSheet(costs),
    readAt: range.readAt,
    wide: total.estimatedPicoUsd !== 0n || subgroup !== null || costs.compares === true,
  };
}

function filterWords(names: readonly CostName[]): string {
  if (names.length === 0) return "Everything that was used.";
  return `Only ${names.map((name) => `${GROUP_WORDS[name.group].toLowerCase()}: ${nameOf(name.group, name)}`).join("; ")}.`;
}

function figuresOf({
  total,
  before,
  beforeUntil,
  range,
  activeMembers,
  committed,
  refusals,
}: Costs): [string, string][] {
  const usd = (sum: CostSum) => usdOnPaper(sum.costPicoUsd, sum.estimatedPicoUsd);
  const count = (value: number) => value.toLocaleString("en-US");
  const { unpriced = 0 } = total;
  const until = beforeUntil ? `, ${clockTime(beforeUntil, range.timeZone)}` : "";
  return [
    ["Spent", isUnpriced(total, unpriced) ? "Unknown" : usd(total)],
    ...(unpriced > 0 ? [unpricedFigure(unpriced)] : []),
    [`Spent from ${range.before.from} to ${range.before.to}${until}`, usd(before)],
    ["Held now for calls of the whole organisation", usdOnPaper(committed.amountPicoUsd)],
    ["Active members", count(activeMembers)],
    ["Answers", count(total.answers)],
    ["Calls that budgets refused", refusals === null ? "Not counted by these filters" : count(refusals)],
  ];
}

function unpricedFigure(calls: number): [string, string] {
  return ["Calls without a price, in no sum", calls.toLocaleString("en-US")];
}

function costsSheet(costs: Shown): Sheet<Line> {
  const { group, subgroup, total, compares = false } = costs;
  const hasUnpriced = Boolean(total.unpriced);
  const dayShare = compares ? 0.09 : 0.12;
  // Only where something has no price, which is rare, or is compared, paper makes room for it.
  const room = ((hasUnpriced ? UNPRICED_SHARE : 0) + (compares ? BEFORE_SHARE - 0.06 : 0)) / 2;
  const second: SheetColumn<Line>[] = subgroup
    ? [
        {
          name: subgroup,
          read: ({ part }) => part,
          paper: { label: GROUP_WORDS[subgroup], share: 0.2 - room },
        },
        { name: `${subgroup}_key`, read: ({ partKey }) => partKey },
      ]
    : [];
  const columns: SheetColumn<Line>[] = [
    { name: "from", read: ({ from }) => from, paper: { label: "From", share: dayShare } },
    { name: "to", read: ({ to }) => to, paper: { label: "To", share: dayShare } },
    {
      ...{ name: group, read: ({ name }) => name },
      paper: { label: GROUP_WORDS[group], share: subgroup ? 0.15 - room : 0.35 - 2 * room },
    },
    { name: `${group}_key`, read: ({ key }) => key },
    ...second,
    ...(compares ? [...sumColumns(hasUnpriced).map(ofDays), BEFORE] : sumColumns(hasUnpriced)),
  ];
  const lines = linesOf(costs);
  return { columns, rows: [compares ? inOrder([...lines, ...beforeLines(costs)]) : lines] };
}

function linesOf(costs: Costs): Line[] {
  const { subgroup, divided } = costs;
  if (!subgroup) return bucketLines(costs);
  return divided ? dividedLines(costs, subgroup) : partLines(costs, subgroup);
}

const UNPRICED_SHARE = 0.1;
const BEFORE_SHARE = 0.14;

const BEFORE: SheetColumn<Line> = {
  ...{ name: "days_before_usd", read: ({ before }) => (before === undefined ? null : decimal(before)) },
  paper: { label: "Days before, $", share: BEFORE_SHARE, sums: true },
};

/** Empty on the lines of the days before, which used nothing of these days. */
function ofDays({ read, ...column }: SheetColumn<Line>): SheetColumn<Line> {
  return { ...column, read: (line) => (line.before === undefined ? read(line) : null) };
}

/** What the days before cost by bar; where the other lines are of the whole range, at once. */
function beforeLines({ beforeBuckets, before, subgroup, divided, ...days }: Costs): Line[] {
  const { from, to } = days.range;
  const spanOf = spans(days);
  const sums =
    subgroup && !divided
      ? [{ from, to, before: before.costPicoUsd }]
      : beforeBuckets.map(({ bucket, costPicoUsd }) => ({ ...spanOf(bucket), before: costPicoUsd }));
  return sums.map((sum) => ({
    ...{ ...NO_USAGE, ...sum },
    ...{ name: "Days before", key: "before", part: "", partKey: "" },
  }));
}

/** By their first days; those of one bar stay as they are. */
function inOrder(lines: Line[]): Line[] {
  return lines.toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
}

/** The cost of what is unpriced stays empty: unknown is never shown as nothing. */
const sumColumns = (hasUnpriced: boolean): SheetColumn<Line>[] => [
  { name: "calls", read: ({ calls }) => calls, paper: { label: "Calls", share: 0.09, sums: true } },
  { name: "answers", read: ({ answers }) => answers },
  {
    ...{ name: "unpriced_calls", read: ({ unpriced = 0 }) => unpriced },
    ...(hasUnpriced ? { paper: { label: "Unpriced", share: UNPRICED_SHARE, sums: true } } : {}),
  },
  { name: "input_tokens", read: ({ inputTokens }) => inputTokens },
  { name: "cached_input_tokens", read: ({ cachedInputTokens }) => cachedInputTokens },
  { name: "output_tokens", read: ({ outputTokens }) => outputTokens },
  {
    ...{
      name: "cost_usd",
      read: (line) => (isUnpriced(line, line.unpriced ?? 0) ? null : decimal(line.costPicoUsd)),
    },
    paper: { label: "Cost, $", share: 0.18, sums: true },
  },
  {
    ...{ name: "estimated_usd", read: ({ estimatedPicoUsd }) => decimal(estimatedPicoUsd) },
    paper: { label: "Estimated, $", share: 0.14, sums: true },
  },
];

function bucketLines({ pieces, keys, group, ...days }: Costs): Line[] {
  const names = new Map(keys.map((key) => [key.key, nameOf(group, key)]));
  const spanOf = spans(days);
  return pieces.map(({ bucket, ...piece }) => ({
    ...{ ...piece, ...spanOf(bucket) },
    ...{ name: names.get(piece.key) ?? piece.key, part: "", partKey: "" },
  }));
}

function dividedLines({ divided, keys, group, ...days }: Costs, subgroup: CostGroup): Line[] {
  const names = new Map(keys.map((key) => [key.key, nameOf(group, key)]));
  const parts = new Map(keys.flatMap((key) => key.parts.map((part) => [part.key, nameOf(subgroup, part)])));
  const spanOf = spans(days);
  return (divided ?? []).map(({ bucket, groupKey, partKey, ...sum }) => ({
    ...{ ...sum, ...spanOf(bucket) },
    ...{ name: names.get(groupKey) ?? groupKey, key: groupKey },
    ...{ part: parts.get(partKey) ?? nameOf(subgroup, { key: partKey, label: null }), partKey },
  }));
}

/** The first and the last day of a bar. */
function spans({ buckets, range }: Pick<Costs, "buckets" | "range">) {
  const ends = new Map(buckets.map((bucket, n) => [bucket, dayBefore(buckets[n + 1]) ?? range.to]));
  return (bucket: string) => ({ from: bucket, to: ends.get(bucket) ?? range.to });
}

function partLines({ keys, group, range }: Costs, subgroup: CostGroup): Line[] {
  return keys.flatMap((key) =>
    key.parts.map((part) => ({
      ...{ ...part, from: range.from, to: range.to, name: nameOf(group, key), key: key.key },
      ...{ part: nameOf(subgroup, part), partKey: part.key },
    })),
  );
}

function decimal(amount: bigint): CsvCell {
  return { decimal: toDecimalUsd(amount) };
}

function dayBefore(day: string | undefined): string | undefined {
  if (day === undefined) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
