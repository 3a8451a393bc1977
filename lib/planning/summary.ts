import type { PicoUsd } from "@/lib/money";
import { costOfCall } from "./bill";
import { ratio, savingOf, shareOf } from "./ratio";
import type { CallTerms } from "./types";

export type SummaryInput = {
  /** Input tokens of a request with the whole thread. */
  requestTokens: number;
  /** Hundredths of a percent of them that lie before the last messages. */
  oldBasisPoints: number;
  /** How long their summary is, in hundredths of a percent of them. */
  summaryBasisPoints: number;
};

export type SummarySaving = {
  /** The share of the request's input tokens that goes, as if nobody had to write the summary. */
  tokensSaved: number | null;
  wholePicoUsd: PicoUsd;
  /** With the summariser's own call: it reads what is old and writes the summary, for this one request. */
  summarisedPicoUsd: PicoUsd;
  times: number | null;
};

const FULL = 10_000;

/** A request whose old messages are summarised before it, and for it alone; answers cost the same either way. */
export function summariseOnce(
  input: SummaryInput,
  models: { answer: CallTerms; summariser: CallTerms },
): SummarySaving {
  const old = Number(shareOf(BigInt(input.requestTokens), input.oldBasisPoints, FULL));
  const summary = Number(shareOf(BigInt(old), input.summaryBasisPoints, FULL));
  const sent = input.requestTokens - old + summary;
  const wholePicoUsd = costOfCall({ inputTokens: input.requestTokens, outputTokens: 0 }, models.answer);
  const summarisedPicoUsd =
    costOfCall({ inputTokens: sent, outputTokens: 0 }, models.answer) +
    costOfCall({ inputTokens: old, outputTokens: summary }, models.summariser);
  return {
    tokensSaved: savingOf(BigInt(input.requestTokens), BigInt(sent)),
    wholePicoUsd,
    summarisedPicoUsd,
    times: ratio(summarisedPicoUsd, wholePicoUsd),
  };
}
