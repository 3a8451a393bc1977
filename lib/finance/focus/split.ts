import type { PicoUsd } from "@/lib/money";
import type { FocusGroup } from "./read-day";

export type Meter = "input" | "cached" | "written" | "output" | "rest";

/** A kind of tokens of a group. The rate is what a token costs in thousandths of a pico-USD; null without a price. */
export type Piece = {
  meter: Meter;
  tokens: bigint;
  estimatedTokens: bigint;
  ratePermille: bigint | null;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  /** The group's, on its first piece alone, so that they can be added up. */
  runs: bigint;
  calls: bigint;
};

/**
 * A group's cost by kind of tokens, by the price that its calls were booked with. What is left is a row of its own:
 * batch and flex calls are rounded up once each, and amounts can be corrected by hand. The pieces add up to the cost;
 * calls that used nothing are one piece of nothing.
 */
export function splitGroup(group: FocusGroup): Piece[] {
  const known = { cached: BigInt(group.cachedTokens), written: BigInt(group.writeTokens) };
  const guessed = {
    cached: BigInt(group.estimatedCachedTokens),
    written: BigInt(group.estimatedWriteTokens),
  };
  const input = BigInt(group.inputTokens) - known.cached - known.written;
  const inputGuessed = BigInt(group.estimatedInputTokens) - guessed.cached - guessed.written;
  const all = [
    pieceOf(group, "input", [input, inputGuessed, group.inputRate]),
    pieceOf(group, "cached", [known.cached, guessed.cached, group.cachedRate]),
    pieceOf(group, "written", [known.written, guessed.written, group.writeRate]),
    pieceOf(group, "output", [
      BigInt(group.outputTokens),
      BigInt(group.estimatedOutputTokens),
      group.outputRate,
    ]),
  ];
  const pieces = all.filter(({ tokens, estimatedTokens }) => tokens !== 0n || estimatedTokens !== 0n);
  const rest = {
    costPicoUsd: pieces.reduce((left, piece) => left - piece.costPicoUsd, BigInt(group.costPicoUsd)),
    estimatedPicoUsd: pieces.reduce(
      (left, piece) => left - piece.estimatedPicoUsd,
      BigInt(group.estimatedPicoUsd),
    ),
  };
  if (rest.costPicoUsd !== 0n || rest.estimatedPicoUsd !== 0n) {
    pieces.push({ ...NOTHING, meter: "rest", ratePermille: null, ...rest });
  }
  const [runs, calls] = [BigInt(group.runs), BigInt(group.calls)];
  if (pieces.length === 0 && calls > 0n) pieces.push(...all.slice(0, 1));
  return pieces.map((piece, n) => (n === 0 ? { ...piece, runs, calls } : piece));
}

const NOTHING = { tokens: 0n, estimatedTokens: 0n, runs: 0n, calls: 0n };

function pieceOf(
  group: FocusGroup,
  meter: Meter,
  [tokens, estimatedTokens, rate]: [bigint, bigint, string | null],
): Piece {
  const of = { ...NOTHING, meter, tokens, estimatedTokens };
  if (rate === null) return { ...of, ratePermille: null, costPicoUsd: 0n, estimatedPicoUsd: 0n };
  const ratePermille = BigInt(rate) * BigInt(group.permille);
  const costOf = (count: bigint) => (count * ratePermille) / 1_000n;
  return { ...of, ratePermille, costPicoUsd: costOf(tokens), estimatedPicoUsd: costOf(estimatedTokens) };
}
