import type { PicoUsd } from "@/lib/money";
import { billOfCalls } from "./bill";
import { shareOf } from "./ratio";
import type { Bill, CallTerms } from "./types";

export type UsageInput = {
  requests: number;
  /** Of a request and its answer together. */
  tokensPerRequest: number;
  /** Hundredths of a percent of them that are the answer. */
  outputBasisPoints: number;
};

export type Prediction = { atSplit: Bill; allInputPicoUsd: PicoUsd; allOutputPicoUsd: PicoUsd };

const FULL_BASIS_POINTS = 10_000;

/** What so many requests cost at a split into input and output, between the two ends that tokens alone allow. */
export function predictUsage(input: UsageInput, terms: CallTerms): Prediction {
  const billAt = (basisPoints: number) => {
    const outputTokens = Number(shareOf(BigInt(input.tokensPerRequest), basisPoints, FULL_BASIS_POINTS));
    const tokens = { inputTokens: input.tokensPerRequest - outputTokens, outputTokens };
    return billOfCalls(BigInt(input.requests), tokens, terms);
  };
  return {
    atSplit: billAt(input.outputBasisPoints),
    allInputPicoUsd: billAt(0).totalPicoUsd,
    allOutputPicoUsd: billAt(FULL_BASIS_POINTS).totalPicoUsd,
  };
}
