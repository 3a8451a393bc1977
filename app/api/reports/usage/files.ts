import { bucketLabel } from "@/components/admin/costs/words";
import { isUnpriced } from "@/components/usage/is-unpriced";
import { unpricedWords } from "@/components/usage/unpriced-words";
import type { SheetReport } from "@/lib/finance";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import {
  type CsvCell,
  type DayCost,
  listDayCosts,
  listUnpriced,
  listUsageRuns,
  type ReportInput,
  readPages,
  type Sheet,
  type SheetColumn,
  sheetLines,
  spanOf,
  type UnpricedUse,
  type UsageRun,
  type UsageRunsInput,
  type UsageSum,
} from "@/lib/reports";

const RUNS_AT_ONCE = 1_000;

const TOKENS: SheetColumn<DayCost | UsageRun>[] = [
  {
    ...{ name: "input_tokens", read: ({ inputTokens }) => inputTokens },
    paper: { label: "Input", share: 0.11, sums: true },
  },
  { name: "cached_input_tokens", read: ({ cachedInputTokens }) => cachedInputTokens },
  {
    ...{ name: "output_tokens", read: ({ outputTokens }) => outputTokens },
    paper: { label: "Output", share: 0.1, sums: true },
  },
];

type DayLine = DayCost & { unpriced: number };

/** Only where something has no price, which is rare, paper makes room for how much. */
const dayColumns = (hasUnpriced: boolean): SheetColumn<DayLine>[] => [
  { name: "day", read: ({ day }) => day, paper: { label: "Day", share: 0.12 } },
  { name: "provider", read: ({ provider }) => provider },
  {
    ...{ name: "model", read: ({ model }) => model },
    paper: { label: "Model", share: hasUnpriced ? 0.11 : 0.19 },
  },
  { name: "purpose", read: ({ purpose }) => purpose, paper: { label: "Purpose", share: 0.1 } },
  { name: "calls", read: ({ calls }) => calls, paper: { label: "Calls", share: 0.08, sums: true } },
  { name: "answers", read: ({ answers }) => answers },
  {
    ...{ name: "unpriced_calls", read: ({ unpriced }) => unpriced },
    ...(hasUnpriced ? { paper: { label: "Unpriced", share: 0.08, sums: true } } : {}),
  },
  ...TOKENS,
  {
    ...{ name: "cost_usd", read: (row) => costCell(row.costPicoUsd, isUnpriced(row, row.unpriced)) },
    paper: { label: "Cost, $", share: 0.15, sums: true },
  },
  { name: "cost_pico_usd", read: ({ costPicoUsd }) => costPicoUsd },
  {
    ...{ name: "estimated_pico_usd", read: ({ estimatedPicoUsd }) => estimatedPicoUsd },
    paper: {
      ...{ label: "Estimated, $", share: 0.15, sums: true },
      read: ({ estimatedPicoUsd }) => ({ decimal: toDecimalUsd(estimatedPicoUsd) }),
    },
  },
];

const RUN_COLUMNS: SheetColumn<UsageRun>[] = [
  { name: "at", read: ({ at }) => at, paper: { label: "At", share: 0.16 } },
  { name: "day", read: ({ day }) => day },
  { name: "run_id", read: ({ runId }) => runId },
  { name: "thread_id", read: ({ threadId }) => threadId },
  { name: "thread", read: ({ title }) => title, paper: { label: "Thread", share: 0.23 } },
  { name: "provider", read: ({ provider }) => provider },
  { name: "model", read: ({ model }) => model, paper: { label: "Model", share: 0.14 } },
  { name: "requested_model", read: ({ requestedModel }) => requestedModel },
  { name: "purposes", read: ({ purposes }) => purposes.join(" ") },
  { name: "calls", read: ({ calls }) => calls },
  ...TOKENS,
  {
    ...{
      name: "cost_usd",
      read: ({ costPicoUsd, certainty }) => costCell(costPicoUsd, certainty === "unpriced"),
    },
    paper: { label: "Cost, $", share: 0.15, sums: true },
  },
  { name: "cost_pico_usd", read: ({ costPicoUsd }) => costPicoUsd },
  { name: "estimated_pico_usd", read: ({ estimatedPicoUsd }) => estimatedPicoUsd },
  { name: "certainty", read: ({ certainty }) => certainty, paper: { label: "Certainty", share: 0.11 } },
];

/** A month by day, model and purpose. Amounts are exact, in dollars and in pico-USD. */
export async function* daysFile(ctx: Ctx, input: ReportInput): AsyncGenerator<string> {
  const [rows, unpriced] = await readDays(ctx, input);
  yield* dayLines(rows, unpriced);
}

/** The same of rows that are read already. */
export function dayLines(rows: DayCost[], unpriced: readonly UnpricedUse[]): AsyncGenerator<string> {
  return sheetLines({ columns: dayColumns(unpriced.length > 0), rows: [linesOf(rows, unpriced)] });
}

function readDays(ctx: Ctx, input: ReportInput): Promise<[DayCost[], UnpricedUse[]]> {
  const { firstDay: from, lastDay: to } = spanOf(input);
  const { userId } = ctx.actor;
  return Promise.all([listDayCosts(ctx, input), listUnpriced(ctx, { from, to, userId })]);
}

function linesOf(rows: DayCost[], unpriced: readonly UnpricedUse[]): DayLine[] {
  const calls = new Map(
    unpriced.flatMap(({ provider, model, lines }) =>
      lines.map((line): [string, number] => [keyOf({ ...line, provider, model }), line.calls]),
    ),
  );
  return rows.map((row) => ({ ...row, unpriced: calls.get(keyOf(row)) ?? 0 }));
}

function keyOf({ day, provider, model, purpose }: Omit<DayCost, keyof UsageSum>): string {
  return [day, purpose, provider, model].join(" ");
}

/** The runs of a month, the newest first, read page by page as they are asked for. */
export function runsFile(ctx: Ctx, input: UsageRunsInput): AsyncGenerator<string> {
  return sheetLines(runsSheet(ctx, input));
}

type Own = ReportInput & { name: string };
type OwnUse = Own & { unpriced: readonly UnpricedUse[] };

/** The same month on paper, with a bar for each day. */
export async function daysPaper(ctx: Ctx, { name, ...input }: Own): Promise<SheetReport<DayLine>> {
  const [rows, unpriced] = await readDays(ctx, input);
  return dayPaper(rows, { ...input, name, unpriced });
}

/** The same of rows that are read already. */
export function dayPaper(rows: DayCost[], { name, unpriced, ...input }: OwnUse): SheetReport<DayLine> {
  const span = spanOf(input);
  const of = (day: string) => rows.filter((row) => row.day === day);
  const bars = span.days.map((day) => ({
    label: bucketLabel(day, "day"),
    costPicoUsd: of(day).reduce((sum, { costPicoUsd }) => sum + costPicoUsd, 0n),
  }));
  return {
    title: `AI usage of ${name}`,
    about: [spanWords(input), unpricedWords(unpriced) ?? []].flat(),
    figures: [],
    chart: { title: "Cost of each day", bars },
    sheet: { columns: dayColumns(unpriced.length > 0), rows: [linesOf(rows, unpriced)] },
    readAt: span.readAt,
    wide: unpriced.length > 0,
  };
}

/** The same runs on paper. */
export function runsPaper(
  ctx: Ctx,
  { name, ...input }: UsageRunsInput & { name: string },
): SheetReport<UsageRun> {
  const { model, threadId, purpose, certainty, day } = input;
  const filters = [model, threadId && "one thread", purpose, certainty, day].filter(Boolean);
  return {
    title: `AI runs of ${name}`,
    about: [
      spanWords(input),
      filters.length > 0 ? `Only ${filters.join("; ")}.` : "All runs, the newest first.",
    ],
    figures: [],
    sheet: runsSheet(ctx, input),
    readAt: spanOf(input).readAt,
    wide: true,
  };
}

function spanWords(input: ReportInput): string {
  const { firstDay, lastDay, today, timeZone } = spanOf(input);
  return `${firstDay} to ${today ?? lastDay}; days of the zone ${timeZone}.`;
}

function runsSheet(ctx: Ctx, input: UsageRunsInput): Sheet<UsageRun> {
  const rows = readPages(async (cursor) => {
    const { runs, nextCursor } = await listUsageRuns(ctx, { ...input, cursor, limit: RUNS_AT_ONCE });
    return { rows: runs, nextCursor };
  });
  return { columns: RUN_COLUMNS, rows };
}

/** Unknown is never shown as nothing. */
function costCell(costPicoUsd: bigint, isUnknown: boolean): CsvCell {
  return isUnknown && costPicoUsd === 0n ? null : { decimal: toDecimalUsd(costPicoUsd) };
}
