import type { PicoUsd } from "@/lib/money";
import type { PriceEntry, Usage } from "@/lib/pricing/types";
import type { ThreadAssistant } from "./assistant-types";
import type { AttachmentView, Rating } from "./details-types";

export type * from "./assistant-types";
export { ATTACHMENTS_MAX, BEYOND, IMAGE_BYTES_MAX } from "./attachments/limits";
export type * from "./details-types";
export type * from "./list-types";
export type * from "./prompt-types";

export type RunStatus =
  | "queued"
  | "in_progress"
  | "requires_action"
  | "cancelling"
  | "cancelled"
  | "failed"
  | "completed"
  | "incomplete"
  | "expired";

export type IncompleteReason = "max_output_tokens" | "budget" | "interrupted" | "content_filter";
export type Certainty = "exact" | "estimated" | "unpriced";

/** What one settled call cost and used. */
export type Cost = { usage: Usage; costPicoUsd: PicoUsd; certainty: Certainty };

/** What the line under an answer says. `cost` is null until the run is settled, or when no call was made. */
export type RunView = {
  id: string;
  status: RunStatus;
  model: string;
  /** Who answered, as it is called now; null for the model alone. */
  assistantName: string | null;
  simulated: boolean;
  cost: Cost | null;
  durationMs: number | null;
  outputTokensMax: number;
  cutToBudget: boolean;
  /** Why a cheaper model than the one asked for answered; null where none did. */
  downgradeReason: string | null;
  incompleteReason: IncompleteReason | null;
  error: { code: string; message: string } | null;
};

/** Where a message stands among those that follow the same one: `index` of `count`, from 1. */
export type Branch = { index: number; count: number; previousId: string | null; nextId: string | null };

type MessageBase = {
  id: string;
  content: string;
  createdAt: Date;
  /** Null where it is the only one. */
  branch: Branch | null;
};

/** What a file said of an answer that came in with it; null is what nobody knows. */
export type ImportedView = {
  model: string | null;
  /** As it was called when the file was written. */
  assistantName: string | null;
  status: RunStatus;
  tokens: { input: number; output: number } | null;
  costPicoUsd: PicoUsd | null;
  certainty: Certainty | null;
};

/** An answer has the run that wrote it, or what a file said of it; one whose original was erased has neither. */
export type MessageView =
  | (MessageBase & { role: "user"; attachments: AttachmentView[]; run: null; imported: null })
  | (MessageBase & {
      role: "assistant";
      run: RunView | null;
      imported: ImportedView | null;
      rated: Rating | null;
    });

export type ThreadView = {
  id: string;
  title: string;
  pinned: boolean;
  archived: boolean;
  categoryId: string | null;
  /** Who answers in it; null for the model alone. */
  assistant: ThreadAssistant | null;
  /** Its content is erased some hours after its last message, and it has no title. */
  temporary: boolean;
  /** Newest last; at most the newest MESSAGES_SHOWN_MAX. */
  messages: MessageView[];
  olderMessagesHidden: number;
  totals: { messages: number; tokens: number; costPicoUsd: PicoUsd; costIsExact: boolean };
  /** The run that is still going, if any. */
  activeRunId: string | null;
};

/** What came of a file: threads and messages that are new, threads that were there, and those that were left out. */
export type ImportReport = {
  threads: number;
  messages: number;
  known: number;
  leftOut: number;
  /** Why, for the first fifty: "Thread 12, message 3: …". */
  reasons: string[];
  /** Why the file was not read to its end; null where it was. */
  fault: string | null;
};

/** A model a member can choose, with its prices per 1M tokens. */
export type ModelOption = {
  /** What a run is asked for with; `provider/model`. */
  id: string;
  /** The model's own name. */
  model: string;
  provider: string;
  label: string;
  simulated: boolean;
  /** Whether it reads images. */
  takesImages: boolean;
  free: boolean;
  /** True for a model that an admin lets run although no price is known. */
  unpriced: boolean;
  /** Null: no price is known, so no call will be made unless it is `unpriced`. */
  price: { inputPerMillionPicoUsd: PicoUsd; outputPerMillionPicoUsd: PicoUsd } | null;
};

/** A model with what it costs, for admins. */
export type ModelPrices = {
  /** `provider/model`. */
  id: string;
  provider: string;
  providerLabel: string;
  model: string;
  /** What holds now; null where no price is known. */
  current: PriceEntry | null;
  /** What held before, the oldest first, at most twenty. */
  past: PriceEntry[];
  /** What will hold, the next one first. */
  planned: PriceEntry[];
  /** Whether there is a catalogue's price to go back to. */
  isInCatalogue: boolean;
  /** True where an admin lets it run while no price is known. */
  mayRunUnpriced: boolean;
};

/** `unread` names the providers whose list of models could not be read. */
export type ModelPricesPage = { models: ModelPrices[]; nextCursor: string | null; unread: string[] };

/** What the composer needs to say what the next message will cost at most, without asking again per key press. */
export type Quote = {
  model: string;
  /** As `provider/model`. */
  modelId: string;
  /** Tokens that are sent before the new message: instructions and history. */
  contextTokens: number;
  inputPicoUsdPerToken: PicoUsd;
  outputPicoUsdPerToken: PicoUsd;
  outputTokensMax: number;
  /** True where the model has no known price: the two above say nothing then. */
  unpriced: boolean;
};

export type StartRunInput = {
  /** Absent or null: a new thread. */
  threadId?: string | null | undefined;
  /** Who answers in a new thread; null for the model alone. */
  assistantId?: string | null | undefined;
  /** For a new thread only: its content is not kept. */
  temporary?: boolean | undefined;
  /** May be empty where something is attached. */
  text: string;
  /** Files of the caller's that were not sent yet, in the order in which they are sent. */
  attachmentIds?: readonly string[] | undefined;
  model?: string | undefined;
  idempotencyKey: string;
};

export type StartedRun = { threadId: string; runId: string; userMessageId: string; answerMessageId: string };

/**
 * What a reader of `/api/runs/<id>/events` gets, in order, ids rising by one. The first event is always a
 * `snapshot` of the whole text so far unless the reader resumed within what this process still holds.
 * `done` comes once the run is settled, `title` only if one was made, `end` last.
 */
export type RunEvent =
  | { id: number; type: "snapshot"; data: { text: string } }
  | { id: number; type: "delta"; data: { text: string } }
  | { id: number; type: "done"; data: RunOutcome }
  | { id: number; type: "title"; data: { title: string } }
  | { id: number; type: "end"; data: Record<string, never> };

/** The settled run as the browser gets it: amounts as decimal dollars, since JSON has no bigint. */
export type RunOutcome = {
  status: RunStatus;
  messageId: string;
  model: string;
  /** As in RunView. */
  assistantName: string | null;
  simulated: boolean;
  text: string;
  costUsd: string | null;
  certainty: Certainty | null;
  usage: Usage | null;
  durationMs: number | null;
  cutToBudget: boolean;
  /** As in RunView. */
  downgradeReason: string | null;
  incompleteReason: IncompleteReason | null;
  error: { code: string; message: string } | null;
};
