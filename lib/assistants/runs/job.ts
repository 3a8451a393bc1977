import type { ProviderMessage } from "@/lib/providers/types";
import type { StartedRun } from "../types";
import type { Attempt } from "./hold";

/** An admitted answer, ready to be asked for. */
export type Job = {
  attempt: Attempt;
  messages: ProviderMessage[];
  answerMessageId: string;
  createdAt: Date;
  firstExchange: boolean;
  cutToBudget: boolean;
};

export type Begun = { started: StartedRun; job: Job };
