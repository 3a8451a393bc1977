import type { PicoUsd } from "@/lib/money";
import { ratio, shareOf } from "./ratio";

export type TuningInput = {
  /** What the work costs a month today. */
  monthPicoUsd: PicoUsd;
  oneOffPicoUsd: PicoUsd;
  /** Hundredths of a percent fewer tokens. */
  reductionBasisPoints: number;
  /** What a token of the tuned model costs, in hundredths of a percent of today's: 10,000 are the same. */
  tokenPriceBasisPoints: number;
};

export type Tuning = {
  /** Negative where the tuned model is dearer. */
  savingPicoUsd: PicoUsd;
  /** Null where it never pays back. */
  paybackMonths: number | null;
};

const FULL = 10_000;

export function planTuning(input: TuningInput): Tuning {
  const savingPicoUsd = input.monthPicoUsd - tunedMonth(input);
  return {
    savingPicoUsd,
    paybackMonths: savingPicoUsd > 0n ? ratio(input.oneOffPicoUsd, savingPicoUsd) : null,
  };
}

/** What is gained by then for each dollar that was put in, which is itself taken off; null where nothing was put in. */
export function returnAfter(months: number, input: TuningInput): number | null {
  const gained = planTuning(input).savingPicoUsd * BigInt(months);
  return ratio(gained - input.oneOffPicoUsd, input.oneOffPicoUsd);
}

function tunedMonth(input: TuningInput): PicoUsd {
  const fewer = input.monthPicoUsd * BigInt(FULL - input.reductionBasisPoints);
  return shareOf(fewer, input.tokenPriceBasisPoints, FULL * FULL);
}
