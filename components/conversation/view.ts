import type { ReactNode } from "react";
import type { AnswerDetails, ModelOption, Quote, Rating, StartedRun } from "@/lib/assistants/types";
import type { ActionResult } from "@/lib/errors";
import type { AnswerFacts } from "./facts";

/** A stored message as the page hands it over: an answer's Markdown is rendered already. */
export type ShownMessage =
  | { id: string; role: "user"; settled: true; content: string }
  | {
      id: string;
      role: "assistant";
      settled: boolean;
      content: string;
      body: ReactNode;
      runId: string;
      facts: AnswerFacts;
      rated: Rating | null;
    };

export type ShownThread = {
  id: string;
  title: string;
  pinned: boolean;
  archived: boolean;
  categoryId: string | null;
  messages: ShownMessage[];
  olderMessagesHidden: number;
  /** "18 messages · 41.2k tokens" and "$0.42", or "$0.42 of $2.00" where the thread is limited. */
  totals: { size: string; cost: string };
  activeRunId: string | null;
};

type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/** What the conversation can ask of the server; the app passes its actions. */
export type ConversationActions = {
  sendMessage: Action<
    { threadId: string | null; text: string; model?: string | undefined; idempotencyKey: string },
    StartedRun
  >;
  retryAnswer: Action<
    { answerMessageId: string; model?: string | undefined; idempotencyKey: string },
    StartedRun
  >;
  stopRun: Action<{ runId: string }, unknown>;
  rateAnswer: Action<{ messageId: string; rating: Rating["rating"] | null; note?: string }, unknown>;
  getAnswerDetails: Action<{ messageId: string }, AnswerDetails>;
  getQuote: Action<{ threadId: string | null; model?: string | undefined }, Quote | null>;
};

/** The name of a model for people; a model that is no longer offered keeps its own. */
export function labelOf(model: string, models: ModelOption[]): string {
  return findModel(model, models)?.label ?? model;
}

export function findModel(model: string, models: ModelOption[]): ModelOption | undefined {
  return models.find((option) => option.id === model || option.model === model);
}
