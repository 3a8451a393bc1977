import type { ReactNode } from "react";
import type { ModelOption, Quote, StartedRun, ThreadAssistant } from "@/lib/assistants/types";
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
    };

export type ShownThread = {
  id: string;
  title: string;
  pinned: boolean;
  archived: boolean;
  categoryId: string | null;
  /** Who answers in it; null for the model alone. */
  assistant: ThreadAssistant | null;
  messages: ShownMessage[];
  olderMessagesHidden: number;
  /** "18 messages · 41.2k tokens" and "$0.42". */
  totals: { size: string; cost: string };
  activeRunId: string | null;
};

type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/** What the conversation can ask of the server; the app passes its actions. */
export type ConversationActions = {
  sendMessage: Action<
    {
      threadId: string | null;
      /** Who answers in a new thread. */
      assistantId?: string | undefined;
      text: string;
      model?: string | undefined;
      idempotencyKey: string;
    },
    StartedRun
  >;
  retryAnswer: Action<
    { answerMessageId: string; model?: string | undefined; idempotencyKey: string },
    StartedRun
  >;
  stopRun: Action<{ runId: string }, unknown>;
  getQuote: Action<
    { threadId: string | null; assistantId?: string | undefined; model?: string | undefined },
    Quote | null
  >;
  listChoosable: Action<Record<never, never>, { assistants: Choosable[]; isAll: boolean }>;
  chooseAssistant: Action<{ threadId: string; assistantId: string | null }, unknown>;
};

/** An assistant that can be chosen. */
export type Choosable = Omit<ThreadAssistant, "isVisible">;

/** The name of a model for people; a model that is no longer offered keeps its own. */
export function labelOf(model: string, models: ModelOption[]): string {
  return findModel(model, models)?.label ?? model;
}

export function findModel(model: string, models: ModelOption[]): ModelOption | undefined {
  return models.find((option) => option.id === model || option.model === model);
}
