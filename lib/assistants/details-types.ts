import type { PicoUsd } from "@/lib/money";
import type { PriceEntry, ServiceTier, Usage } from "@/lib/pricing/types";
import type { Certainty } from "./types";

/** A link to a thread, as its owner sees it. */
export type ThreadShare = {
  shareId: string;
  /** What the link ends with. */
  token: string;
  threadId: string;
  title: string;
  sharedAt: Date;
  /** Whether it shows the whole thread; false once something was said since. */
  isUpToNow: boolean;
};

export type SharedMessage =
  | { role: "user"; content: string /** Names of what went with it. */; files: string[] }
  | { role: "assistant"; content: string /** Null where it is not known. */; model: string | null };

/** What others read by a link: no id, no amount. */
export type SharedThread = {
  title: string;
  sharedBy: string;
  sharedAt: Date;
  /** The reader shared it themself. */
  isOwn: boolean;
  messages: SharedMessage[];
  /** There are older messages than these. */
  isCut: boolean;
};

/** A file that goes with a message, or waits to; `bytes` of it as it was attached. */
export type AttachmentView = { id: string; name: string; kind: "text" | "image"; bytes: number };

/** What its reader thinks of an answer. */
export type Rating = { rating: "good" | "bad"; note: string | null };

/** `Σ tokens × picoUsdPerToken × permille / 1,000`, rounded up, is `costPicoUsd`. */
export type CostFormula = {
  terms: {
    kind: "input" | "cached" | "cache write" | "output";
    tokens: number;
    picoUsdPerToken: PicoUsd;
  }[];
  permille: number;
  costPicoUsd: PicoUsd;
};

/** An amount that was booked differently later. `by` is null for Purser itself. */
export type CallCorrection = { recordedAt: Date; why: string; by: string | null; differencePicoUsd: PicoUsd };

/** One call of a provider. Amounts and tokens are those that hold now, corrections included. */
export type CallDetails = {
  purpose: "answer" | "title";
  number: number;
  provider: string;
  model: string;
  simulated: boolean;
  status: "waiting" | "running" | "charged" | "not_charged";
  dispatchedAt: Date | null;
  durationMs: number | null;
  firstTokenMs: number | null;
  serviceTier: ServiceTier;
  usage: Usage | null;
  costPicoUsd: PicoUsd | null;
  certainty: Certainty | null;
  /** Why an amount is estimated: missing_usage, rejected_usage, stopped, interrupted. */
  certaintyReason: string | null;
  /** The price that the call was made at; null for a model without one. */
  price: PriceEntry | null;
  /** Null where nothing was charged or no price is known. */
  formula: CostFormula | null;
  corrections: CallCorrection[];
};

/** `costPicoUsd` is what the line under the answer says; a title's call is not in it. */
export type AnswerDetails = { calls: CallDetails[]; costPicoUsd: PicoUsd };
