import type { AttemptFacts } from "@/lib/ledger";
import type { Target } from "../models/pick";

/** A call that is made, or about to be. */
export type Attempt = Omit<AttemptFacts, keyof Derived> & {
  target: Target;
  inputTokensCounted: number;
  inputTokensLikely: number;
  outputTokensMax: number;
};

/** What follows from the target, or is not asked for yet. */
type Derived = Pick<AttemptFacts, "provider" | "model" | "priceId" | "simulated">;

/** Without what admission decides. */
export type PlannedAttempt = Omit<Attempt, "departmentId"> & { number: number; outputTokensMin: number };

export function factsOf(attempt: Attempt): AttemptFacts {
  const { target, inputTokensCounted: _, inputTokensLikely: __, outputTokensMax: ___, ...who } = attempt;
  const { provider, model, price } = target;
  return {
    ...who,
    provider: provider.id,
    model,
    priceId: price?.id ?? null,
    simulated: provider.simulated,
  };
}
