import type { PicoUsd } from "@/lib/money";
import type { FocusGroup } from "./read-day";

export type Meter = "input" | "cached" | "written" | "output" | "rest";

/** A kind of tokens of a group. The rate is what a token costs in thousandths of a pico-USD; null without a price. */
export type Piece = { meter: Meter; tokens: bigint; ratePermille: bigint | null; costPicoUsd: PicoUsd };

/**
 * A group's cost by kind of tokens, by the price that its calls were booked with. What is left is a row of its own:
 * batch and flex calls are rounded up once each, and amounts can be corrected by hand. The pieces add up to the cost.
 */
export function splitGroup(group: FocusGroup): Piece[] {
  const [cached, written] = [BigInt(group.cachedTokens), BigInt(group.writeTokens)];
  const pieces = [
    pieceOf(group, "input", [BigInt(group.inputTokens) - cached - written, group.inputRate]),
    pieceOf(group, "cached", [cached, group.cachedRate]),
    pieceOf(group, "written", [written, group.writeRate]),
    pieceOf(group, "output", [BigInt(group.outputTokens), group.outputRate]),
  ].filter(({ tokens }) => tokens !== 0n);
  const costPicoUsd = pieces.reduce((left, piece) => left - piece.costPicoUsd, BigInt(group.costPicoUsd));
  if (costPicoUsd !== 0n) pieces.push({ meter: "rest", tokens: 0n, ratePermille: null, costPicoUsd });
  return pieces;
}

function pieceOf(group: FocusGroup, meter: Meter, [tokens, rate]: [bigint, string | null]): Piece {
  if (rate === null) return { meter, tokens, ratePermille: null, costPicoUsd: 0n };
  const ratePermille = BigInt(rate) * BigInt(group.permille);
  return { meter, tokens, ratePermille, costPicoUsd: (tokens * ratePermille) / 1_000n };
}
