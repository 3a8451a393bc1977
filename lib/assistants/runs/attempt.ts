import type { AttemptFacts, Purpose, ServiceTier } from "@/lib/ledger";
import type { Target } from "../models/pick";

/** A call that is made, or about to be. */
export type Attempt = {
  attemptId: string;
  runId: string;
  userId: string;
  threadId: string;
  /** The member's department at admission. */
  departmentId: string | null;
  apiKeyId: string | null;
  purpose: Purpose;
  target: Target;
  serviceTier: ServiceTier;
  inputTokensCounted: number;
  inputTokensLikely: number;
  outputTokensMax: number;
};

/** Without what admission decides. */
export type PlannedAttempt = Omit<Attempt, "departmentId"> & { number: number; outputTokensMin: number };

export function factsOf(attempt: Attempt): AttemptFacts {
  const { target, inputTokensCounted: _, inputTokensLikely: __, outputTokensMax: ___, ...who } = attempt;
  const { provider, model, price } = target;
  return {
    ...who,
    assistantId: null,
    provider: provider.id,
    model,
    priceId: price?.id ?? null,
    simulated: provider.simulated,
  };
}
