import { isAppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Correction } from "./adjust";
import type { Ask, Decision } from "./admit";
import type { Settlement } from "./settle";

/** Logs at debug level what was decided about each call, and by which figures. Ids and amounts alone. */
export function tellDecisions(asks: readonly Ask[], decisions: readonly Decision[]): void {
  if (!log.isLevelEnabled("debug")) return;
  for (const [n, { attemptId, caller, worst, tried }] of asks.entries()) {
    const decision = decisions[n];
    if (!decision) continue;
    const { inputTokens, outputTokensMax, outputTokensMin, inputPicoUsd, outputPicoUsdPerToken } = worst;
    log.debug(
      {
        ...{ attemptId, ...caller, tried, inputTokens },
        ...{ wantedOutputTokens: outputTokensMax, leastOutputTokens: outputTokensMin },
        inputPicoUsd: String(inputPicoUsd),
        outputPicoUsdPerToken: String(outputPicoUsdPerToken),
        ...outcomeOf(decision),
      },
      "a call was decided about",
    );
  }
}

function outcomeOf(decision: Decision): Record<string, unknown> {
  switch (decision.kind) {
    case "admitted":
      return {
        decision: "admitted",
        outputTokensMax: decision.outputTokensMax,
        heldPicoUsd: String(decision.amountPicoUsd),
        budgets: decision.hold.shares.map(({ budgetId }) => budgetId),
      };
    case "downgrade":
      return { decision: "downgrade", to: decision.to };
    case "refused":
      return { decision: "refused", code: decision.error.code, ...decision.error.details };
  }
}

/** Logs at debug level how each call ended and what it was booked with. */
export function tellEnds(settlements: readonly Settlement[]): void {
  if (!log.isLevelEnabled("debug")) return;
  for (const settlement of settlements) {
    const { attempt, state } = settlement;
    const { attemptId, runId, userId, provider, model, purpose, priceId } = attempt;
    log.debug(
      {
        ...{ attemptId, runId, userId, provider, model, purpose, priceId, state },
        ...(settlement.state === "posted" ? bookedOf(settlement) : {}),
      },
      "a call was settled",
    );
  }
}

function bookedOf({
  booking,
}: Pick<Extract<Settlement, { state: "posted" }>, "booking">): Record<string, unknown> {
  const { usage, costPicoUsd, certainty, certaintyReason } = booking;
  return { ...usage, costPicoUsd: String(costPicoUsd), certainty, certaintyReason };
}

/** Logs at debug level what a settled call was booked with, and with what it is booked instead. */
export function tellCorrection({ attempt, booked, right, adjustedBy, why }: Correction): void {
  if (!log.isLevelEnabled("debug")) return;
  const { attemptId, runId, userId, provider, model, purpose, priceId } = attempt;
  log.debug(
    {
      ...{ attemptId, runId, userId, provider, model, purpose, priceId, adjustedBy, why },
      ...{ before: bookedOf({ booking: booked }), after: bookedOf({ booking: right }) },
    },
    "a call was corrected",
  );
}

type Wanted = { userId: string; threadId: string | null; model: string | undefined };

/**
 * Does `work`; where it refuses a call before any budget was asked (a model without a price, or beyond the plan), logs
 * that at debug level. What budgets refuse is told by `tellDecisions`, with its figures.
 */
export async function tellingTurnedAway<T>(call: Wanted, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && error.code !== "budget_exceeded") {
      const { code, message: because } = error;
      log.debug({ ...call, decision: "refused", code, because }, "a call was turned away");
    }
    throw error;
  }
}
