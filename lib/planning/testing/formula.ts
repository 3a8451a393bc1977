import { parseUsd, toChartUsd } from "@/lib/money";
import { type CallTerms, costOfCall } from "..";

/** `by` is the function that a figure comes from; `right` stands beside a figure that is itself not right. */
export type Formula = {
  by: string;
  figure: number | null | (number | null)[];
  right?: { figure: (number | null)[]; why: string };
};

export const dollars = toChartUsd;

const RUN = { inputTokens: 2_000, outputTokens: 500 };
export const runOn = (terms: CallTerms) => costOfCall(RUN, terms);
export const perToken = { perMillionPicoUsd: parseUsd("0.10"), days: 30 };
