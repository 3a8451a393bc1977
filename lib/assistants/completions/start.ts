import { newId } from "@/db/id";
import { throughRestart } from "@/db/through-restart";
import { violatedConstraint } from "@/db/violated-constraint";
import { tellingTurnedAway } from "@/lib/budgets";
import { AppError, isAppError } from "@/lib/errors";
import { getPlanOf } from "@/lib/org";
import type { Plan, ProgramCtx } from "@/lib/org/types";
import { chooseModel, type Target } from "../models/pick";
import { askStart } from "../runs/ask-start";
import type { Attempt } from "../runs/attempt";
import { type Choice, downgrade, firstChoice, repriced } from "../runs/begin";
import { longestAnswer, OUTPUT_TOKENS_MAX, OUTPUT_TOKENS_USEFUL_MIN, pickPlanned } from "../runs/plan-rules";
import type { StartAnswer, StartAsk } from "../runs/start-desk";
import { countProgramRequest } from "./count-request";
import { modelNotFound } from "./failures";
import { type RequestKey, refuseRepeated } from "./idempotency";
import { openKeyThread } from "./key-thread";
import type { ProgramRequest } from "./request-schema";

/** A program's call that was admitted and is to be made. */
export type CompletionJob = {
  attempt: Attempt;
  request: ProgramRequest;
  createdAt: Date;
  cutToBudget: boolean;
};

const LOOKS_MAX = 5;

/**
 * Has a program's call admitted over every budget, its key's own included, and stores it as a run without messages
 * in the key's thread. Throws `budget_exceeded`, `not_found` for a model, `invalid`, `conflict`; then nothing is stored.
 */
export async function startCompletion(
  ctx: ProgramCtx,
  request: ProgramRequest,
  key: RequestKey,
): Promise<CompletionJob> {
  const call = { userId: ctx.actor.userId, threadId: null, model: request.model };
  return tellingTurnedAway(call, () => start(ctx, request, key));
}

async function start(ctx: ProgramCtx, request: ProgramRequest, key: RequestKey): Promise<CompletionJob> {
  await chooseModel(request.model).catch((error: unknown) => {
    throw isAppError(error) && error.code === "invalid" ? modelNotFound(error.message, error) : error;
  });
  const [{ plan }, threadId] = await throughRestart(() =>
    Promise.all([getPlanOf(ctx.db, ctx.actor.userId), openKeyThread(ctx)]),
  );
  const target = await pickPlanned(ctx, request.model, plan);
  const serviceTier = tierFor(request, target);
  let choice = firstChoice(target);
  for (let look = 0; look < LOOKS_MAX; look++) {
    await throughRestart(() => refuseRepeated(ctx, key));
    const ask = await prepare(ctx, { request, key, plan, threadId, serviceTier, choice });
    const answer = await askStart(ctx.db, ask).catch(orLookAgain);
    if (answer.kind === "refused") throw answer.error;
    if (answer.kind === "started") return toJob(ask, request, answer);
    if (answer.kind === "downgrade") choice = await downgrade(ctx, choice, answer);
    else choice = { ...choice, target: await repriced(ctx, choice.target) };
  }
  throw new AppError("rate_limited", "Too many requests change the same budgets: try again in a moment.");
}

type Preparation = {
  request: ProgramRequest;
  key: RequestKey;
  plan: Plan | null;
  threadId: string;
  serviceTier: Tier;
  choice: Choice;
};

async function prepare({ actor, apiKey }: ProgramCtx, preparation: Preparation): Promise<Ask> {
  const { request, key, plan, threadId, choice } = preparation;
  const { target, requestedModel } = choice;
  const { inputTokens, likelyInputTokens } = await countProgramRequest(request, target);
  refuseTooLong(plan, inputTokens);
  const outputTokensMax = longestAnswer(plan, { target, inputTokens, wanted: wantedLength(request) });
  const ids = { runId: newId(), userId: actor.userId, threadId, apiKeyId: apiKey.apiKeyId };
  return {
    thread: null,
    messages: [],
    run: {
      ...ids,
      ...{ userMessageId: null, answerMessageId: null },
      ...{ provider: target.provider.id, model: target.model, requestedModel },
      downgradeReason: requestedModel && choice.because,
      ...{ idempotencyKey: key.key, requestHash: key.hash, createdAt: new Date() },
    },
    attempt: {
      ...{ ...ids, assistantId: null, attemptId: newId(), purpose: "answer", number: 1, target },
      serviceTier: requestedModel === null ? preparation.serviceTier : "default",
      ...{ inputTokensCounted: inputTokens, inputTokensLikely: likelyInputTokens, outputTokensMax },
      outputTokensMin: Math.min(OUTPUT_TOKENS_USEFUL_MIN, outputTokensMax),
    },
    tried: choice.tried,
  };
}

type Ask = StartAsk & { run: NonNullable<StartAsk["run"]> };
type Tier = "default" | "flex";

function wantedLength({ max_tokens: old, max_completion_tokens: current }: ProgramRequest): number {
  if (old === undefined && current === undefined) return OUTPUT_TOKENS_MAX;
  return Math.min(old ?? Number.POSITIVE_INFINITY, current ?? Number.POSITIVE_INFINITY);
}

/** Flex is a tier of OpenAI's own, and only where its price is known. */
function tierFor(request: ProgramRequest, { provider, model, price }: Target): Tier {
  if (request.service_tier !== "flex") return "default";
  const isPriced = price !== null && price.flexPermille < 1_000;
  if (provider.id === "openai" && isPriced) return "flex";
  throw new AppError("invalid", `${model} has no flex price here: send service_tier as default or auto.`, {
    details: { code: "unsupported_value", param: "service_tier" },
  });
}

function refuseTooLong(plan: Plan | null, inputTokens: number): void {
  if (!plan?.inputTokensMax || inputTokens <= plan.inputTokensMax) return;
  throw new AppError(
    "invalid",
    `This request is too long for your plan ${plan.name}: up to ${inputTokens} tokens, and it takes ${plan.inputTokensMax}.`,
    { details: { code: "context_length_exceeded", param: "messages" } },
  );
}

/** The same Idempotency-Key started a call on another instance at this very moment: look again, and find it. */
function orLookAgain(error: unknown): StartAnswer {
  if (violatedConstraint(error) === "runs_idempotency") return { kind: "stale" };
  throw error;
}

type Started = Extract<StartAnswer, { kind: "started" }>;

function toJob(
  { run, attempt }: Ask,
  request: ProgramRequest,
  { outputTokensMax, departmentId }: Started,
): CompletionJob {
  return {
    attempt: { ...attempt, outputTokensMax, departmentId },
    request,
    createdAt: run.createdAt,
    cutToBudget: outputTokensMax < attempt.outputTokensMax,
  };
}
