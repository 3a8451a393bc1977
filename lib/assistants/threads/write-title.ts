import { and, eq, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { threads } from "@/db/schema";
import { isAppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { ProviderMessage } from "@/lib/providers/types";
import { countMessages } from "../context/count-tokens";
import { pickTitleModel } from "../models/pick";
import type { Attempt, PlannedAttempt } from "../runs/attempt";
import { callProvider } from "../runs/call";
import type { Job } from "../runs/job";
import { judgeCall } from "../runs/judge-usage";
import { state } from "../runs/live";
import { settleCall } from "../runs/settle-call";
import { startDesk } from "../runs/start-desk";

const TITLE_OUTPUT_TOKENS = 24;
const TITLE_CHARACTERS_MAX = 80;
const EXCERPT_CHARACTERS = 600;
const TIMEOUT_MS = 20_000;

/**
 * Names a thread after its first exchange: a call of its own, held, metered and recorded with its purpose.
 * Null when the budget or the provider says no; the beginning of the first message then stays as title.
 */
export async function writeTitle(db: Conn, job: Job, question: string): Promise<string | null> {
  if (state.draining) return null;
  try {
    const messages = titleMessages(question);
    const attempt = await holdTitle(db, job, messages);
    return attempt && (await askForTitle(db, attempt, messages));
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
    const settled = await settleCall(db, {
      attempt,
      judged,
      responseId: result.responseId,
      final: null,
      title,
    });
    return settled?.titled ? title : null;
  } finally {
    state.attempts.delete(attempt.attemptId);
  }
}

/** Null where the thread has a title of a person's by now. Throws `budget_exceeded`. */
async function holdTitle(db: Conn, job: Job, messages: ProviderMessage[]): Promise<Attempt | null> {
  const { runId, userId, threadId, assistantId } = job.attempt;
  const target = await pickTitleModel({ db }, job.attempt.target);
  if (!(await isUntitled(db, threadId))) return null;
  const { inputTokens, likelyInputTokens } = await countMessages(messages, target);
  const planned: PlannedAttempt = {
    ...{ attemptId: newId(), runId, userId, threadId, target, apiKeyId: null },
    // An assistant's budget bears what the thread costs that it answers in, all of it.
    assistantId,
    purpose: "title",
    number: 1,
    serviceTier: "default",
    inputTokensCounted: inputTokens,
    inputTokensLikely: likelyInputTokens,
    outputTokensMax: TITLE_OUTPUT_TOKENS,
    outputTokensMin: TITLE_OUTPUT_TOKENS,
  };
  const tried = [`${target.provider.id}/${target.model}`];
  const answer = await startDesk(db).ask({ thread: null, messages: [], run: null, attempt: planned, tried });
  if (answer.kind === "refused") throw answer.error;
  return answer.kind === "started" ? { ...planned, departmentId: answer.departmentId } : null;
}

async function isUntitled(db: Conn, threadId: string): Promise<boolean> {
  const isOpen = and(
    eq(threads.titleSource, "first_message"),
    isNull(threads.deletedAt),
    // A call would cost something, and its answer keep what was said.
    sql`not ${threads.temporary}`,
  );
  return (await db.$count(threads, and(eq(threads.id, threadId), isOpen))) === 1;
}

function titleMessages(question: string): ProviderMessage[] {
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
