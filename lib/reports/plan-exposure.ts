import type { PicoUsd } from "@/lib/money";
import type { Plan } from "@/lib/org/types";
import { type Price, worstCaseCost } from "@/lib/pricing";
import type { Exposure, Unbounded } from "./types";

/** A model that the plan allows and that is offered; `price` is null where it runs unpriced. */
export type AllowedModel = { model: string; price: Price | null };

/** What the plan's own budgets let each member have in a month; null where none of them stops a call. */
export type MonthlyLimits = { messages: bigint | null; picoUsd: PicoUsd | null };

/** `messages × the worst message`, or the plan's dollars a month where they are less. */
export function exposureOf(plan: Plan, models: AllowedModel[], limits: MonthlyLimits): Exposure {
  const worst = worstMessage(plan, models);
  const { messages, picoUsd } = limits;
  const byMessages =
    worst.picoUsd === 0n ? 0n : worst.picoUsd !== null && messages !== null ? worst.picoUsd * messages : null;
  const monthPicoUsd = least(byMessages, picoUsd);
  const missing = worst.missing ?? "messages";
  return {
    monthPicoUsd,
    messagePicoUsd: worst.picoUsd,
    model: worst.model,
    messages,
    missing: monthPicoUsd === null ? missing : null,
  };
}

type Worst = { picoUsd: PicoUsd | null; model: string | null; missing: Unbounded | null };

/** The dearest allowed model with the longest input and output; never above the most that a request may cost. */
function worstMessage(plan: Plan, models: AllowedModel[]): Worst {
  const none: Worst = { picoUsd: 0n, model: null, missing: null };
  const worst = models.map((model) => worstWith(plan, model)).reduce(dearer, none);
  const { requestPicoUsdMax } = plan;
  // What has no price is not held back by an amount either.
  if (requestPicoUsdMax === null || worst.missing === "price") return worst;
  return { ...worst, picoUsd: least(worst.picoUsd, requestPicoUsdMax), missing: null };
}

function worstWith(plan: Plan, { model, price }: AllowedModel): Worst {
  if (!price) return { picoUsd: null, model, missing: "price" };
  const inputTokens = leastNumber(plan.inputTokensMax, price.contextWindow);
  if (inputTokens === null) return { picoUsd: null, model, missing: "input" };
  if (plan.outputTokensMax === null) return { picoUsd: null, model, missing: "output" };
  const picoUsd = worstCaseCost({ inputTokens, outputTokensMax: plan.outputTokensMax }, price);
  return { picoUsd, model, missing: null };
}

/** Without a bound is dearer than any amount, and without a price is worse still. */
function dearer(a: Worst, b: Worst): Worst {
  if (a.missing === "price" || b.missing === "price") return a.missing === "price" ? a : b;
  if (a.picoUsd === null || b.picoUsd === null) return a.picoUsd === null ? a : b;
  return b.picoUsd > a.picoUsd || a.model === null ? b : a;
}

function least(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function leastNumber(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
