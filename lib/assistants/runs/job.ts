import type { Said } from "../context/render";
import type { Attempt } from "./attempt";

/** An admitted answer, ready to be asked for. */
export type Job = {
  attempt: Attempt;
  /** What is sent; the contents of its files are read right before. */
  said: Said[];
  /** The question has images, which may be what a provider does not accept. */
  hasImages: boolean;
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
