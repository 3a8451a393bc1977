import type { PicoUsd } from "@/lib/money";
import type { AnomalyCause, CostAnomaly } from "../anomalies/types";
import type { Minimums } from "../minimums/get-minimums";
import type { UsageSum } from "../types";

/** One call behind a figure: who and on what, never what was said. */
export type TroubleCall = {
  runId: string;
  memberId: string;
  memberName: string;
  provider: string;
  model: string;
  occurredAt: Date;
  /** Its day in the organisation's zone. */
  day: string;
  inputTokens: number;
  outputTokens: number;
  costPicoUsd: PicoUsd;
};

/** One whose thread had sent `repeatedTokens` of it before, of which a cache kept `keptTokens`. */
export type RepeatingCall = TroubleCall & { repeatedTokens: number; keptTokens: number };

/** A day that cost more than its like, with what rose most above the same weekday of the four weeks before. */
export type Spike = Omit<CostAnomaly, "impactPicoUsd" | "dismissed"> & {
  causes: AnomalyCause[];
  calls: TroubleCall[];
};

/** What the answers on one model were like in the days of a diagnosis. */
export type ModelHabit = {
  provider: string;
  model: string;
  answers: number;
  members: number;
  inputTokens: number;
  costPicoUsd: PicoUsd;
  /** Answers to more than `LONG_INPUT_TOKENS`. */
  long: { answers: number; inputTokens: number; costPicoUsd: PicoUsd };
  /** Short questions with short answers, and the same tokens on the cheapest model that they could run on. */
  short: { answers: number; members: number; costPicoUsd: PicoUsd; elsewhere: Elsewhere | null };
  /** Input that the same thread had sent before, as far as providers keep such a beginning, and what of it was kept. */
  repeated: { tokens: number; cachedTokens: number; missedPicoUsd: PicoUsd | null };
};

/** `isOffered` is false where no provider offers it at present. */
export type Elsewhere = { id: string; model: string; isOffered: boolean; costPicoUsd: PicoUsd };

/** One week of a roll-out, Monday to Sunday; the last one is still under way. */
export type PilotWeek = {
  monday: string;
  activeMembers: number;
  threads: number;
  usage: Pick<UsageSum, "answers" | "costPicoUsd">;
};

type SuggestionKind = "short_questions" | "long_inputs" | "nothing_cached";

/** What would save money, the dearest first. */
export type Suggestion = {
  kind: SuggestionKind;
  model: string;
  members: number;
  answers: number;
  /** In 30 days, at most. */
  savedPicoUsd: PicoUsd;
  /** Where it would have cost less. */
  to: Pick<Elsewhere, "model" | "isOffered"> | null;
};

export type Diagnostics = {
  /** The days that all figures are of, both ends included; the last one is yesterday. */
  from: string;
  to: string;
  timeZone: string;
  readAt: Date;
  spikes: Spike[];
  /** Fewer days than it takes to tell what is usual. */
  isTooYoung: boolean;
  habits: ModelHabit[];
  longest: TroubleCall[];
  shortest: TroubleCall[];
  repeating: RepeatingCall[];
  weeks: PilotWeek[];
  /** Who could have used it, now. */
  members: number;
  suggestions: Suggestion[];
  /** From which amounts on a day is a spike and something is suggested. */
  minimums: Minimums;
};
