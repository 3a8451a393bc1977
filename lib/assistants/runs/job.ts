import type { ProviderMessage } from "@/lib/providers/types";
import type { Attempt } from "./attempt";

/** An admitted answer, ready to be asked for. */
export type Job = {
  attempt: Attempt;
  messages: ProviderMessage[];
  answerMessageId: string;
  createdAt: Date;
  /** The text of the cut answer that this one begins with; empty for an answer of its own. */
  begun: string;
  /** What the thread may be named after; null where this is not its first exchange. */
  firstQuestion: string | null;
  cutToBudget: boolean;
  downgradeReason: string | null;
  /** Who answers; null for the model alone. */
  assistantName: string | null;
};
