import { createHash } from "node:crypto";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { throughRestart } from "@/db/through-restart";
import { tellingTurnedAway } from "@/lib/budgets";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { type Answering, answeringFor } from "../assistants/answering";
import type { Claim } from "../attachments/claim";
import { takesImages } from "../attachments/image-tokens";
import { chooseContext, HOUSE_INSTRUCTIONS, type Question } from "../context/choose";
import { optionId } from "../models/offered";
import { priceModel, type Target } from "../models/pick";
import type { StartedRun } from "../types";
import { askStart } from "./ask-start";
import { execute } from "./execute";
import type { Job } from "./job";
import { type Look, lookDesk } from "./look-desk";
import {
  longestAnswer,
  OUTPUT_TOKENS_MAX,
  OUTPUT_TOKENS_USEFUL_MIN,
  pickFor,
  pickPlanned,
  wantedOf,
} from "./plan-rules";
import { type Request, sameStart, startedMeanwhile, toConflict } from "./start-checks";
import type { StartAsk } from "./start-desk";
import type { NewMessage } from "./start-reads";

/** A question that is ready to be answered, as the thread was when it was read. */
export type Asked = {
  thread: NonNullable<StartAsk["thread"]>;
  questionId: string;
  question: Question;
  /** The question's own row, where it is new. */
  newMessages: NewMessage[];
  /** What the new question is sent with. */
  claims: Claim[];
  /** Nothing stands before it in its thread, which may be named after it. */
  isFirst: boolean;
  /** The cut answer that the new one goes on from. */
  continuesId: string | null;
};

export type Beginning = {
  request: Request;
  wantedModel: string | undefined;
  /** The thread it goes on in; null for a new one. */
  threadId: string | null;
  /** Who answers in a new thread; a thread that is there has its own. */
  assistantId?: string | null | undefined;
  /** Reads what is asked, given where the thread ends; again where it moved on meanwhile. */
  read: (last: Look["last"]) => Promise<Asked> | Asked;
};

const LOOKS_MAX = 5;

/**
 * Starts an answer: reads, chooses and counts without a lock, then has it admitted and stored at the desk. Where a
 * budget has too little left for the model, its cheaper one is tried. Throws as `startRun` says.
 */
export async function beginAnswer(ctx: Ctx, beginning: Beginning): Promise<StartedRun> {
  const { threadId, wantedModel: model } = beginning;
  return tellingTurnedAway({ userId: ctx.actor.userId, threadId, model }, () => begin(ctx, beginning));
}

async function begin(ctx: Ctx, beginning: Beginning): Promise<StartedRun> {
  const { request, threadId, assistantId = null } = beginning;
  let choice: Choice | null = null;
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const { userId } = ctx.actor;
    const look = await throughRestart(() =>
      lookDesk(ctx.db).ask({ userId, idempotencyKey: request.key, threadId, assistantId }),
    );
    if (look.started) return sameStart(look.started, request);
    const assistant = answeringFor(look.assistant, { threadId, assistantId });
    choice ??= await throughRestart(() => chooseWanted(ctx, beginning, { ...look, assistant }));
    const prepared = await throughRestart(prepareWith(ctx, beginning, { ...choice, look, assistant }));
    if (!prepared) continue;
    const answer = await ask(ctx, prepared, request);
    if ("started" in answer) return answer.started;
    if (answer.kind === "refused") return startedMeanwhile(ctx, request, answer.error);
    if (answer.kind === "started") return go(ctx.db, prepared, answer);
    if (answer.kind === "downgrade") choice = await downgrade(ctx, choice, { ...answer, ...prepared });
    else choice = { ...choice, target: await repriced(ctx, choice.target) };
  }
  throw new AppError(
    "rate_limited",
    "Budgets or prices are changing at this moment: send the message again.",
  );
}

async function chooseWanted(
  ctx: Ctx,
  { wantedModel }: Beginning,
  { plan, assistant }: Look,
): Promise<Choice> {
  return firstChoice(await pickFor(ctx, wantedModel, { plan, assistant }));
}

/** The model asked for; a budget whose cheaper model is this very one cannot ask for it instead. */
export function firstChoice(target: Target): Choice {
  return { target, requestedModel: null, because: null, tried: [optionId(target)] };
}

/** The same model at the price that holds now. */
export function repriced(ctx: Ctx, { provider, model }: Target): Promise<Target> {
  return priceModel(ctx.db, [{ provider, model }]);
}

/** Which model answers, and whether it stands in for another one. */
export type Choice = {
  target: Target;
  requestedModel: string | null;
  because: string | null;
  tried: string[];
};

/** The cheaper model that a budget asks for, where it is offered. */
export async function downgrade(
  ctx: Ctx,
  choice: Choice,
  { to, because, hasImages = false }: { to: string; because: string; hasImages?: boolean },
): Promise<Choice> {
  const tried = [...choice.tried, to];
  const target = await pickPlanned(ctx, to, null).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  // A cheaper model that is not offered any more, or sees no images, leaves the budget blocking, as any other.
  if (!target || (hasImages && !takesImages(target.model))) return { ...choice, tried };
  return { target, requestedModel: choice.requestedModel ?? choice.target.model, because, tried };
}

/** `hasImages`: of the question, not of what was said before it. */
type Prepared = {
  hasImages: boolean;
  ask: StartAsk;
  job: Omit<Job, "attempt" | "cutToBudget">;
  started: StartedRun;
};

type Chosen = Choice & { look: Look; assistant: Answering | null };

function prepareWith(ctx: Ctx, beginning: Beginning, choice: Chosen) {
  return () => prepare(ctx, beginning, choice);
}

/** Null where another branch was chosen since the thread was looked at. */
async function prepare(ctx: Ctx, beginning: Beginning, choice: Chosen): Promise<Prepared | null> {
  const asked = await beginning.read(choice.look.last);
  const { thread, question, questionId, newMessages, continuesId } = asked;
  const { target, assistant } = choice;
  const { plan } = choice.look;
  const hasImages = question.attached?.some(({ kind }) => kind === "image") ?? false;
  if (hasImages && !takesImages(target.model)) throw readsNoImages(target.model);
  const context = await chooseContext(ctx.db, question, {
    ...target,
    plan,
    outputTokensMax: OUTPUT_TOKENS_MAX,
    instructions: assistant?.instructions ?? HOUSE_INSTRUCTIONS,
  });
  if (!context) return null;
  const [runId, answerMessageId, createdAt] = [newId(), newId(), new Date()];
  const { userId } = ctx.actor;
  const { threadId } = thread;
  const begun = question.cut?.content ?? "";
  const answer = {
    ...{ messageId: answerMessageId, threadId, userId, parentId: questionId, continuesId },
    position: thread.lastPosition + newMessages.length + 1,
    ...{ role: "assistant" as const, content: begun, contentTokens: null },
  };
  const run = {
    ...{ runId, userId, threadId, answerMessageId, createdAt },
    apiKeyId: null,
    userMessageId: questionId,
    provider: target.provider.id,
    model: target.model,
    requestedModel: choice.requestedModel,
    downgradeReason: choice.requestedModel && choice.because,
    idempotencyKey: beginning.request.key,
    requestHash: beginning.request.hash,
  };
  const attempt = {
    ...{ attemptId: newId(), runId, userId, threadId, target },
    ...{ apiKeyId: null, assistantId: assistant?.assistantId ?? null },
    purpose: "answer" as const,
    number: 1,
    serviceTier: "default" as const,
    inputTokensCounted: context.inputTokens,
    inputTokensLikely: context.likelyInputTokens,
    outputTokensMax: longestAnswer(plan, {
      target,
      inputTokens: context.inputTokens,
      ...wantedOf(assistant),
    }),
    outputTokensMin: OUTPUT_TOKENS_USEFUL_MIN,
  };
  return {
    hasImages,
    ask: {
      thread,
      claims: asked.claims,
      messages: [...newMessages, answer],
      run,
      attempt,
      tried: choice.tried,
    },
    job: {
      ...{ said: context.said, hasImages, answerMessageId, createdAt, begun },
      firstQuestion: asked.isFirst && question.content ? question.content : null,
      downgradeReason: run.downgradeReason,
      assistantName: assistant?.name ?? null,
    },
    started: { threadId, runId, userMessageId: questionId, answerMessageId },
  };
}

function readsNoImages(model: string): AppError {
  return new AppError("invalid", `${model} reads no images: choose another model, or remove the image.`);
}

function ask(ctx: Ctx, prepared: Prepared, request: Request) {
  return askStart(ctx.db, prepared.ask).catch((error: unknown) => toConflict(error, ctx, request));
}

function go(
  db: Conn,
  { ask: { attempt }, job, started }: Prepared,
  { outputTokensMax, departmentId }: { outputTokensMax: number; departmentId: string | null },
): StartedRun {
  const cutToBudget = outputTokensMax < attempt.outputTokensMax;
  execute(db, { ...job, cutToBudget, attempt: { ...attempt, outputTokensMax, departmentId } });
  return started;
}

export function hashOf(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
