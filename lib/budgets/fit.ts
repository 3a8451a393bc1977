import type { PeriodRow } from "./lock-periods";
import type { Amount, BudgetUnit, WorstCase } from "./types";

type Standing = Pick<PeriodRow, "unit" | "limit" | "spent" | "reserved">;

/** How a call fits into its budgets as they stand. */
export type Fit =
  | { kind: "fits"; outputTokensMax: number }
  | { kind: "downgrade"; row: PeriodRow; to: string }
  | { kind: "refused"; row: PeriodRow };

/**
 * The longest answer that every enforced budget affords. A `downgrade` budget that does not afford the whole
 * answer asks for its cheaper model instead, unless that one was tried; then it blocks as any other.
 */
export function fitInto(rows: readonly PeriodRow[], worst: WorstCase, tried: readonly string[]): Fit {
  let outputTokensMax = worst.outputTokensMax;
  let tightest: PeriodRow | null = null;
  for (const row of rows) {
    if (!row.enforced || row.onLimit === "notify") continue;
    const affordable = affordableOutput(row, worst);
    if (row.downgradeTo && !tried.includes(row.downgradeTo) && affordable < worst.outputTokensMax) {
      return { kind: "downgrade", row, to: row.downgradeTo };
    }
    if (tightest !== null && affordable >= outputTokensMax) continue;
    if (affordable < outputTokensMax || affordable < worst.outputTokensMin) {
      outputTokensMax = Math.min(outputTokensMax, affordable);
      tightest = row;
    }
  }
  if (tightest && outputTokensMax < worst.outputTokensMin) return { kind: "refused", row: tightest };
  return { kind: "fits", outputTokensMax };
}

/** Output tokens that a budget still affords; negative when it does not even afford the rest of the call. */
function affordableOutput(row: Standing, worst: WorstCase): number {
  // What takes nothing fits anywhere, also where a limit was lowered below what is spent.
  if (amountHeld(row.unit, worst, worst.outputTokensMax) === 0n) return worst.outputTokensMax;
  const perToken = row.unit === "usd" ? worst.outputPicoUsdPerToken : row.unit === "tokens" ? 1n : 0n;
  const left = remainingOf(row) - amountHeld(row.unit, worst, 0);
  if (left < 0n) return -1;
  return perToken === 0n ? worst.outputTokensMax : Number(left / perToken);
}

/** Tokens of a question that nobody would call long. */
const ORDINARY_INPUT_TOKENS = 4_000;

/**
 * Whether a call shows a budget to be at its end, by which it is refused: less than a twentieth is left, or a fifth at
 * most that is too little for the answer to a question of ordinary length. Holds come back and do not count, and what is
 * hardly used is not at its end, however dear a model is.
 */
export function isUsedUp(row: Standing, worst: WorstCase): boolean {
  if (row.limit === 0n && row.spent === 0n) return false;
  const unheld = { ...row, reserved: 0n };
  if (affordableOutput(unheld, worst) >= worst.outputTokensMin) return false;
  const left = remainingOf(unheld);
  if (left * 20n < row.limit) return true;
  return left * 5n <= row.limit && affordableOutput(unheld, shortened(worst)) < worst.outputTokensMin;
}

function shortened(worst: WorstCase): WorstCase {
  const { inputTokens, inputPicoUsd } = worst;
  if (inputTokens <= ORDINARY_INPUT_TOKENS) return worst;
  const part = (inputPicoUsd * BigInt(ORDINARY_INPUT_TOKENS)) / BigInt(inputTokens);
  return { ...worst, inputTokens: ORDINARY_INPUT_TOKENS, inputPicoUsd: part };
}

/** What a call of this length takes at most from a budget in the unit. */
export function amountHeld(unit: BudgetUnit, worst: WorstCase, outputTokens: number): Amount {
  if (unit === "usd") return worst.inputPicoUsd + BigInt(outputTokens) * worst.outputPicoUsdPerToken;
  return unit === "tokens" ? BigInt(worst.inputTokens + outputTokens) : BigInt(worst.messages);
}

/** What a budget still has; negative when its limit was lowered below what is spent. */
export function remainingOf(row: Pick<PeriodRow, "limit" | "spent" | "reserved">): Amount {
  return row.limit - row.spent - row.reserved;
}
