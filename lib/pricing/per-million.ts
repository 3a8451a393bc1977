import { type PicoUsd, parseUsd } from "@/lib/money";

const MILLION = 1_000_000n;

/**
 * Reads dollars per 1M tokens ("2.50", "$0.075") into pico-USD per token, exactly: six decimals are the finest price
 * there is. Throws RangeError with what to do.
 */
export function parsePerMillion(text: string): PicoUsd {
  const amount = readDollars(text.trim().replace(/^\$\s*/, ""));
  if (amount === null || amount % MILLION !== 0n) {
    throw new RangeError("Enter dollars per 1M tokens with at most six decimals, such as 2.50 or 0.075.");
  }
  return amount / MILLION;
}

function readDollars(text: string): PicoUsd | null {
  try {
    return parseUsd(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
