import { AppError } from "@/lib/errors";
import { PICO_PER_USD, type PicoUsd } from "@/lib/money";
import { isDay } from "@/lib/reports";
import { readTable } from "./read-table";

/** What a provider charged for a model on a day in UTC. The model is empty for what belongs to none. */
export type ProviderCost = { day: string; model: string; billedPicoUsd: PicoUsd };

/** A day in UTC, or Unix seconds as OpenAI's export has them. */
const DAY = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/;
const SECONDS = /^\d{9,11}(?:\.0+)?$/;
/** Of a model and day, either way; what is stored holds a little more. */
const COST_MAX = 9_000_000n * PICO_PER_USD;
const AMOUNT = /^(-?)\$?(\d{1,9})(?:\.(\d+))?(?:e-(\d{1,2}))?$/i;

/** Names of columns that say the same, the first that is there. */
const COLUMNS = {
  day: ["start_time_iso", "date", "day", "start_time"],
  model: ["line_item", "model"],
  usd: ["amount_value", "usd", "cost", "amount"],
  currency: ["amount_currency", "currency"],
};

/**
 * Reads a provider's daily costs: OpenAI's export (`start_time`, `amount_value`, `line_item`) or plain `date,model,usd`.
 * Kinds of tokens of a model are added up. Throws `invalid` with the line that is wrong: an amount is never guessed.
 */
export function parseCosts(text: string): ProviderCost[] {
  const [header = [], ...lines] = readTable(text);
  const names = header.map((name) => name.trim().toLowerCase());
  const at = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  const [day, model, usd, currency] = [
    at(COLUMNS.day),
    at(COLUMNS.model),
    at(COLUMNS.usd),
    at(COLUMNS.currency),
  ];
  if (day < 0 || usd < 0) {
    throw refused("The first line must name the columns: date,model,usd or those of OpenAI’s costs export.");
  }
  const costs = lines.map((cells, index) => {
    const line = index + 2;
    if (currency >= 0 && !isDollars(cells[currency])) throw refused(`Line ${line} is not in US dollars.`);
    return {
      day: readDay(cells[day] ?? "", line),
      model: modelOf(cells[model] ?? ""),
      billedPicoUsd: readAmount(cells[usd] ?? "", line),
    };
  });
  if (costs.length === 0)
    throw refused("The file has no costs. Paste the lines below the names of the columns, too.");
  return addUp(costs);
}

/** "gpt-4o-mini-2024-07-18, cached input" → "gpt-4o-mini-2024-07-18". */
export function modelOf(lineItem: string): string {
  return (lineItem.split(",")[0] ?? "").trim().slice(0, 200);
}

/** Dollars of any number of decimals as whole pico-USD, a half rounded up; null for what is no amount. */
export function readDollars(text: string): PicoUsd | null {
  const [, sign, whole, fraction = "", exponent = "0"] = AMOUNT.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const digits = BigInt(whole + fraction);
  const scale = 10n ** BigInt(fraction.length + Number(exponent));
  const pico = (2n * digits * PICO_PER_USD + scale) / (2n * scale);
  return sign === "-" ? -pico : pico;
}

/** One cost for each day and model, in that order. Throws `invalid` for one that nothing can cost. */
export function addUp(costs: readonly ProviderCost[]): ProviderCost[] {
  const sums = new Map<string, ProviderCost>();
  for (const cost of costs) {
    const key = `${cost.day} ${cost.model}`;
    const billedPicoUsd = cost.billedPicoUsd + (sums.get(key)?.billedPicoUsd ?? 0n);
    sums.set(key, { ...cost, billedPicoUsd });
  }
  for (const { day, billedPicoUsd } of sums.values()) {
    if (billedPicoUsd > COST_MAX || billedPicoUsd < -COST_MAX) {
      throw refused(`A model costs at most $9,000,000 a day: look at ${day}.`);
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cost]) => cost);
}

function isDollars(cell: string | undefined): boolean {
  return ["", "usd"].includes((cell ?? "").trim().toLowerCase());
}

function readDay(cell: string, line: number): string {
  const text = cell.trim();
  const iso = SECONDS.test(text) ? new Date(Number(text) * 1_000).toISOString() : text;
  const day = DAY.exec(iso)?.[1];
  if (!isDay(day)) throw refused(`Line ${line} has no day such as 2026-11-22.`);
  return day;
}

function readAmount(cell: string, line: number): PicoUsd {
  const amount = readDollars(cell);
  if (amount === null) throw refused(`Line ${line} has no amount in dollars such as 1.25.`);
  return amount;
}

function refused(message: string): AppError {
  return new AppError("invalid", message, { details: { field: "costs" } });
}
