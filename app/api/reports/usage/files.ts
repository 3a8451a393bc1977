import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import {
  type CsvCell,
  csvLine,
  type DayCost,
  listDayCosts,
  listUsageRuns,
  type ReportInput,
  type UsageRun,
  type UsageRunsInput,
} from "@/lib/reports";

const RUNS_AT_ONCE = 1_000;

type Columns<T> = [string, (row: T) => CsvCell][];

const DAY_COLUMNS: Columns<DayCost> = [
  ["day", ({ day }) => day],
  ["provider", ({ provider }) => provider],
  ["model", ({ model }) => model],
  ["purpose", ({ purpose }) => purpose],
  ["calls", ({ calls }) => calls],
  ["answers", ({ answers }) => answers],
  ["input_tokens", ({ inputTokens }) => inputTokens],
  ["cached_input_tokens", ({ cachedInputTokens }) => cachedInputTokens],
  ["output_tokens", ({ outputTokens }) => outputTokens],
  ["cost_usd", ({ costPicoUsd }) => ({ decimal: toDecimalUsd(costPicoUsd) })],
  ["cost_pico_usd", ({ costPicoUsd }) => costPicoUsd],
  ["estimated_pico_usd", ({ estimatedPicoUsd }) => estimatedPicoUsd],
];

const RUN_COLUMNS: Columns<UsageRun> = [
  ["at", ({ at }) => at],
  ["day", ({ day }) => day],
  ["run_id", ({ runId }) => runId],
  ["thread_id", ({ threadId }) => threadId],
  ["thread", ({ title }) => title],
  ["provider", ({ provider }) => provider],
  ["model", ({ model }) => model],
  ["requested_model", ({ requestedModel }) => requestedModel],
  ["purposes", ({ purposes }) => purposes.join(" ")],
  ["calls", ({ calls }) => calls],
  ["input_tokens", ({ inputTokens }) => inputTokens],
  ["cached_input_tokens", ({ cachedInputTokens }) => cachedInputTokens],
  ["output_tokens", ({ outputTokens }) => outputTokens],
  ["cost_usd", ({ costPicoUsd, certainty }) => costCell(costPicoUsd, certainty)],
  ["cost_pico_usd", ({ costPicoUsd }) => costPicoUsd],
  ["estimated_pico_usd", ({ estimatedPicoUsd }) => estimatedPicoUsd],
  ["certainty", ({ certainty }) => certainty],
];

/** A month by day, model and purpose. Amounts are exact, in dollars and in pico-USD. */
export async function* daysFile(ctx: Ctx, input: ReportInput): AsyncGenerator<string> {
  yield header(DAY_COLUMNS);
  yield lines(DAY_COLUMNS, await listDayCosts(ctx, input));
}

/** The runs of a month, the newest first, read page by page as they are asked for. */
export async function* runsFile(ctx: Ctx, input: UsageRunsInput): AsyncGenerator<string> {
  yield header(RUN_COLUMNS);
  let cursor: string | undefined;
  do {
    const page = await listUsageRuns(ctx, { ...input, cursor, limit: RUNS_AT_ONCE });
    yield lines(RUN_COLUMNS, page.runs);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** Unknown is never shown as nothing. */
function costCell(costPicoUsd: bigint, certainty: UsageRun["certainty"]): CsvCell {
  return certainty === "unpriced" && costPicoUsd === 0n ? null : { decimal: toDecimalUsd(costPicoUsd) };
}

function header<T>(columns: Columns<T>): string {
  return csvLine(columns.map(([name]) => name));
}

function lines<T>(columns: Columns<T>, rows: T[]): string {
  return rows.map((row) => csvLine(columns.map(([, read]) => read(row)))).join("");
}
