import { log } from "@/lib/log";
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

function bookedOf({ booking }: Extract<Settlement, { state: "posted" }>): Record<string, unknown> {
  const { usage, costPicoUsd, certainty, certaintyReason } = booking;
  return { ...usage, costPicoUsd: String(costPicoUsd), certainty, certaintyReason };
}
