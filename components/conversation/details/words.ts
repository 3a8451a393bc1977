import { differenceWords, reasonWords } from "@/components/admin/integrity/words";
import { instantWords, perMillion } from "@/components/admin/models/words";
import type { CallCorrection, CallDetails, CostFormula } from "@/lib/assistants/types";
import { formatExactUsd, type PicoUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { PriceEntry, Rates, Usage } from "@/lib/pricing/types";

const PURPOSES: Record<CallDetails["purpose"], string> = { answer: "Answer", title: "Title of the thread" };

/** "Answer", "Answer, attempt 2", "Title of the thread". */
export function nameOf({ purpose, number }: Pick<CallDetails, "purpose" | "number">): string {
  return number === 1 ? PURPOSES[purpose] : `${PURPOSES[purpose]}, attempt ${number}`;
}

/** "$0.00036", "≈ $0.00036". */
export function exactWords(amount: PicoUsd, isEstimated: boolean): string {
  return `${isEstimated ? "≈ " : ""}${formatExactUsd(amount)}`;
}

/** "22 Nov 2026, 14:05 · 2.1 s, the first words after 0.4 s". */
export function timeWords(call: CallDetails, timeZone: string): string {
  const { dispatchedAt, durationMs, firstTokenMs } = call;
  if (!dispatchedAt) return "not sent to the provider";
  const took = durationMs === null ? "" : ` · ${seconds(durationMs)}`;
  const first = firstTokenMs === null ? "" : `, the first words after ${seconds(firstTokenMs)}`;
  return `${instantWords(dispatchedAt, timeZone)}${took}${first}`;
}

/** What is worth saying of how it stands; null where it simply ended. */
export function statusWords({ status }: CallDetails): string | null {
  switch (status) {
    case "waiting":
      return "waiting to be sent";
    case "running":
      return "under way";
    case "not_charged":
      return "not charged";
    case "charged":
      return null;
  }
}

/** "1,204 in, of which 800 cached · 311 out, of which 96 for reasoning". */
export function tokenWords(usage: Usage): string {
  const inside = [
    part(usage.cachedInputTokens, "cached"),
    part(usage.cacheWriteTokens, "written to the cache"),
  ].flatMap((words) => words ?? []);
  const reasoning = part(usage.reasoningTokens, "for reasoning");
  const input = `${whole(usage.inputTokens)} in${inside.length > 0 ? `, of which ${inside.join(" and ")}` : ""}`;
  return `${input} · ${whole(usage.outputTokens)} out${reasoning ? `, of which ${reasoning}` : ""}`;
}

/** The rates that held for the call, per 1M tokens: "$0.15 in · $0.075 cached · $0.60 out, per 1M tokens". */
export function perMillionWords(price: PriceEntry, { usage, serviceTier }: CallDetails): string {
  const rates: Rates =
    price.tiers.findLast((tier) => (usage?.inputTokens ?? 0) >= tier.fromInputTokens) ?? price;
  const write =
    rates.cacheWritePicoUsd === rates.inputPicoUsd
      ? []
      : [`${perMillion(rates.cacheWritePicoUsd)} cache write`];
  const kinds = [
    `${perMillion(rates.inputPicoUsd)} in`,
    `${perMillion(rates.cachedInputPicoUsd)} cached`,
    ...write,
    `${perMillion(rates.outputPicoUsd)} out`,
  ];
  return `${kinds.join(" · ")}, per 1M tokens${serviceTier === "default" ? "" : `, as ${serviceTier}`}`;
}

/** "1,200 × $0.15/1M + 300 × $0.60/1M = $0.00036". */
export function formulaWords({ terms, permille, costPicoUsd }: CostFormula): string {
  const sum = terms
    .map(({ tokens, picoUsdPerToken }) => `${whole(tokens)} × ${perMillion(picoUsdPerToken)}/1M`)
    .join(" + ");
  const factored = permille === 1_000 ? sum || "0" : `(${sum || "0"}) × ${formatPercent(permille / 10)}`;
  return `${factored} = ${formatExactUsd(costPicoUsd)}`;
}

/** "+$0.12 on 22 Nov 2026, 14:05 by Member 07: Invoice of November". */
export function correctionWords(correction: CallCorrection, timeZone: string): string {
  const { recordedAt, why, by, differencePicoUsd } = correction;
  return `${differenceWords(differencePicoUsd)} on ${instantWords(recordedAt, timeZone)} by ${by ?? "Purser"}: ${why}`;
}

/** How sure the amount is, and why where it is not. */
export function certaintyWords({ certainty, certaintyReason }: CallDetails): string {
  if (certainty === "exact") return "Exact: as the provider reported it";
  if (certainty === "unpriced")
    return "No price: an admin lets this model run although nobody knows what it costs";
  return `Estimated: ${reasonWords({ reason: certaintyReason })}, so Purser counted the tokens itself`;
}

function part(tokens: number, what: string): string | null {
  return tokens > 0 ? `${whole(tokens)} ${what}` : null;
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

function whole(tokens: number): string {
  return tokens.toLocaleString("en-US");
}
