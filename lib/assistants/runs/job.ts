import type { ProviderMessage } from "@/lib/providers/types";
import type { Attempt } from "./attempt";

/** An admitted answer, ready to be asked for. */
export type Job = {
  attempt: Attempt;
  messages: ProviderMessage[];
  answerMessageId: string;
  createdAt: Date;
  firstExchange: boolean;
  cutToBudget: boolean;
  downgradeReason: string | null;
  /** Who answers; null for the model alone. */
  assistantName: string | null;
};
