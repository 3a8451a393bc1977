import { and, eq, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { threads } from "@/db/schema";
import { isAppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { ProviderMessage } from "@/lib/providers/types";
import { countMessages } from "../context/count-tokens";
import { pickTitleModel } from "../models/pick";
import { callProvider } from "../runs/call";
import { type Attempt, holdAttempt } from "../runs/hold";
import type { Job } from "../runs/job";
import { judgeCall } from "../runs/judge-usage";
import { state } from "../runs/live";
import { settleAttempt, toPosted } from "../runs/post";
import { untilStored } from "../runs/until-stored";

const TITLE_OUTPUT_TOKENS = 24;
const TITLE_CHARACTERS_MAX = 80;
const EXCERPT_CHARACTERS = 600;
const TIMEOUT_MS = 20_000;

/**
 * Names a thread after its first exchange: a call of its own, held, metered and recorded with its purpose.
 * Null when the budget or the provider says no; the beginning of the first message then stays as title.
 */
export async function writeTitle(db: Conn, job: Job): Promise<string | null> {
  if (state.draining) return null;
  try {
    const attempt = await holdTitle(db, job);
    return attempt && (await askForTitle(db, attempt, titleMessages(job)));
  } catch (error) {
    const { threadId } = job.attempt;
    if (isAppError(error)) log.info({ code: error.code, threadId }, "no title was made");
    else log.error({ err: error, threadId }, "a title could not be made");
    return null;
  }
}

async function askForTitle(db: Conn, attempt: Attempt, messages: ProviderMessage[]): Promise<string | null> {
  const lost = new AbortController();
  state.attempts.set(attempt.attemptId, () => lost.abort());
  try {
    const signal = AbortSignal.any([lost.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const result = await callProvider(db, { attempt, messages, signal });
    if (!result) return null;
    const judged = judgeCall(attempt, result);
    const title = result.finish ? cleaned(result.text) : null;
    return await untilStored(() =>
      db.transaction(async (tx) => {
        const isSet = title !== null && (await setModelTitle(tx, attempt.threadId, title));
        await settleAttempt(tx, toPosted(attempt, result.responseId), judged);
        return isSet ? title : null;
      }),
    );
  } finally {
    state.attempts.delete(attempt.attemptId);
  }
}

async function holdTitle(db: Conn, job: Job): Promise<Attempt | null> {
  const { runId, userId, threadId } = job.attempt;
  const target = await pickTitleModel({ db }, job.attempt.target);
  const { inputTokens, likelyInputTokens } = await countMessages(titleMessages(job), target);
  const input = { inputTokensCounted: inputTokens, inputTokensLikely: likelyInputTokens };
  const plan = { runId, userId, threadId, purpose: "title" as const, number: 1, target, ...input };
  const output = { outputTokensMax: TITLE_OUTPUT_TOKENS, outputTokensMin: TITLE_OUTPUT_TOKENS };
  return db.transaction(async (tx) => {
    const untitled = await tx.$count(
      threads,
      and(eq(threads.id, threadId), eq(threads.titleSource, "first_message"), isNull(threads.deletedAt)),
    );
    return untitled === 1 ? holdAttempt(tx, { ...plan, ...output }) : null;
  });
}

function titleMessages(job: Job): ProviderMessage[] {
  const question = job.messages.at(-1)?.content ?? "";
  return [
    {
      role: "system",
      content:
        "Write a title of two to six words for the message. Only the title, in its language, without quotes.",
    },
    { role: "user", content: question.slice(0, EXCERPT_CHARACTERS) },
  ];
}

/** Null when nothing is left of it: some models answer with quotes, marks or several lines. */
function cleaned(text: string): string | null {
  const line =
    text
      .trim()
      .split("\n", 1)[0]
      ?.replace(/^[#*"'“”«»\s]+|[*"'“”«».\s]+$/g, "") ?? "";
  return line.slice(0, TITLE_CHARACTERS_MAX) || null;
}

/** A title given by a person stays. */
async function setModelTitle(tx: Conn, threadId: string, title: string): Promise<boolean> {
  const renamed = await tx
    .update(threads)
    .set({ title, titleSource: "model" })
    .where(and(eq(threads.id, threadId), eq(threads.titleSource, "first_message"), isNull(threads.deletedAt)))
    .returning({ id: threads.id });
  return renamed.length === 1;
}
