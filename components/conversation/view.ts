import type { ReactNode } from "react";
import type { PromptActions } from "@/components/prompts/types";
import type {
  AnswerDetails,
  AttachmentView,
  Branch,
  ModelOption,
  Quote,
  Rating,
  StartedRun,
  ThreadAssistant,
} from "@/lib/assistants/types";
import type { ActionResult } from "@/lib/errors";
import type { AnswerFacts } from "./facts";

/** A stored message as the page hands it over: an answer's Markdown is rendered already. */
export type ShownMessage =
  | {
      id: string;
      role: "user";
      settled: true;
      content: string;
      attachments: AttachmentView[];
      branch: Branch | null;
    }
  | {
      id: string;
      role: "assistant";
      settled: boolean;
      content: string;
      branch: Branch | null;
      body: ReactNode;
      /** Null where no run of this organisation wrote it. */
      runId: string | null;
      facts: AnswerFacts;
      rated: Rating | null;
    };

export type ShownThread = {
  id: string;
  title: string;
  pinned: boolean;
  archived: boolean;
  categoryId: string | null;
  /** Who answers in it; null for the model alone. */
  assistant: ThreadAssistant | null;
  /** It is not listed, and its text does not stay. */
  temporary: boolean;
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
    {
      threadId: string | null;
      /** Who answers in a new thread. */
      assistantId?: string | undefined;
      temporary?: boolean | undefined;
      text: string;
      attachmentIds?: string[] | undefined;
      model?: string | undefined;
      idempotencyKey: string;
    },
    StartedRun
  >;
  retryAnswer: Action<
    { answerMessageId: string; model?: string | undefined; idempotencyKey: string },
    StartedRun
  >;
  editMessage: Action<
    {
      messageId: string;
      text: string;
      /** Those that stay; absent: all. */
      attachmentIds?: string[] | undefined;
      model?: string | undefined;
      idempotencyKey: string;
    },
    StartedRun
  >;
  continueAnswer: Action<{ answerMessageId: string; idempotencyKey: string }, StartedRun>;
  chooseBranch: Action<{ messageId: string }, unknown>;
  stopRun: Action<{ runId: string }, unknown>;
  /** Erases a temporary thread for good. */
  eraseThread: Action<{ threadId: string }, unknown>;
  rateAnswer: Action<{ messageId: string; rating: Rating["rating"] | null; note?: string }, unknown>;
  getAnswerDetails: Action<{ messageId: string }, AnswerDetails>;
  getQuote: Action<
    {
      threadId: string | null;
      assistantId?: string | undefined;
      model?: string | undefined;
      editedId?: string | undefined;
      attachmentIds?: string[] | undefined;
    },
    Quote | null
  >;
  listChoosable: Action<Record<never, never>, { assistants: Choosable[]; isAll: boolean }>;
  chooseAssistant: Action<{ threadId: string; assistantId: string | null }, unknown>;
  prompts: PromptActions;
};

/** An assistant that can be chosen. */
export type Choosable = Omit<ThreadAssistant, "isVisible">;

/** The name of a model for people; a model that is no longer offered keeps its own. */
export function labelOf(model: string, models: ModelOption[]): string {
  return (findModel(model, models)?.label ?? model) || "Assistant";
}

export function findModel(model: string, models: ModelOption[]): ModelOption | undefined {
  return models.find((option) => option.id === model || option.model === model);
}
