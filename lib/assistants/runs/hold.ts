import { eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { attempts } from "@/db/schema";
import { admit } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { affordableOutputTokens, type Price, worstCaseCost } from "@/lib/pricing";
import type { Target } from "../models/pick";
import { leaseEnd } from "./leases";
import { state } from "./live";

/** Fewer tokens than this make no useful answer: rather refuse than charge for a fragment. */
export const OUTPUT_TOKENS_USEFUL_MIN = 256;

export type Attempt = {
  attemptId: string;
  runId: string;
  userId: string;
  threadId: string;
  purpose: "answer" | "title";
  target: Target;
  inputTokensCounted: number;
  inputTokensLikely: number;
  outputTokensMax: number;
};

export type Plan = Omit<Attempt, "attemptId"> & { number: number; outputTokensMin: number };

/**
 * Records an attempt and holds its worst case in every budget, shortening the answer to what fits but not below
 * `outputTokensMin`. Throws `budget_exceeded`. Call it last in a transaction: it locks budgets until the commit.
 */
export async function holdAttempt(tx: Conn, plan: Plan): Promise<Attempt> {
  const { number, outputTokensMin, target, ...rest } = plan;
  const attemptId = newId();
  await tx.insert(attempts).values({
    id: attemptId,
    runId: plan.runId,
    userId: plan.userId,
    threadId: plan.threadId,
    purpose: plan.purpose,
    number,
    provider: target.provider.id,
    model: target.model,
    priceId: target.price.id,
    inputTokensCounted: plan.inputTokensCounted,
    inputTokensLikely: plan.inputTokensLikely,
    outputTokensMax: plan.outputTokensMax,
    leaseOwner: state.processId,
    leaseExpiresAt: leaseEnd,
  });
  let outputTokensMax = plan.outputTokensMax;
  await admit(tx, {
    attemptId,
    userId: plan.userId,
    at: new Date(),
    timeZone: getEnv().ORG_TIME_ZONE,
    fit: (remaining) => {
      if (remaining !== null) outputTokensMax = fittingOutput(remaining, plan, target.price);
      if (outputTokensMax < outputTokensMin) return null;
      return worstCaseCost({ inputTokens: plan.inputTokensCounted, outputTokensMax }, target.price);
    },
  });
  if (outputTokensMax < plan.outputTokensMax) {
    await tx.update(attempts).set({ outputTokensMax }).where(eq(attempts.id, attemptId));
  }
  return { ...rest, target, attemptId, outputTokensMax };
}

function fittingOutput(remaining: bigint, plan: Plan, price: Price): number {
  return Math.min(plan.outputTokensMax, affordableOutputTokens(remaining, plan.inputTokensCounted, price));
}
