import type { MessagePlan } from "./schedule/types";

/** What became of a message, as its sender saw it. */
export type Answer =
  /** A run was begun: from here on nothing may be lost. */
  | "accepted"
  /** A budget or a plan stopped it. */
  | "refused"
  /** Something was in its way, such as an answer still being written in the thread. */
  | "conflict"
  /** The request was turned down for another reason, or the provider failed before the first word. */
  | "failed"
  /** No instance answered in time; whether it arrived is not known. */
  | "unanswered";

/** One message and everything that its sender saw of it. */
export type Sent = {
  /** Names the message: its text begins with it. */
  nonce: string;
  /** Its idempotency key. */
  key: string;
  /** The same as the database has it: a program's key is its API key's own. */
  storedKey: string;
  door: "browser" | "program" | "probe";
  userId: string;
  plan: MessagePlan;
  text: string;
  sentAtMs: number;
  answer: Answer | null;
  /** Why it was refused or failed. */
  reason: string | null;
  threadId: string | null;
  runId: string | null;
  acceptedAtMs: number | null;
  /** The process that accepted it, and every other one that was asked with the same key. */
  instance: number | null;
  incarnation: number | null;
  /** Runs that the same key was answered with, every time it was sent. */
  runIds: Set<string>;
  /** What the same key with another text was answered. */
  otherBody: "refused" | "accepted" | null;
  /** The longest text that the sender saw of the answer. */
  seen: string;
  firstTextAtMs: number | null;
  /** The final status that the sender was told. */
  status: string | null;
  /** When the sender was done with it. */
  doneAtMs: number | null;
};

export type Outgoing = Pick<Sent, "nonce" | "door" | "userId" | "plan" | "threadId"> & {
  /** Of the program that sends it. */
  apiKeyId: string | null;
};

const VOCABULARY =
  "the numbers of this month follow those of last month closely and every team asks which share of the budget is left for what comes next".split(
    " ",
  );

export function newSent({ apiKeyId, ...outgoing }: Outgoing): Sent {
  const key = `key-${outgoing.nonce}`;
  return {
    ...outgoing,
    key,
    storedKey: apiKeyId === null ? key : `${apiKeyId}:${key}`,
    text: textOf(outgoing),
    sentAtMs: Date.now(),
    answer: null,
    reason: null,
    runId: null,
    acceptedAtMs: null,
    instance: null,
    incarnation: null,
    runIds: new Set(),
    otherBody: null,
    seen: "",
    firstTextAtMs: null,
    status: null,
    doneAtMs: null,
  };
}

/** Notes what became of a message. */
export function note(sent: Sent, seen: Partial<Sent>): void {
  Object.assign(sent, seen);
}

/** The nonce of a text that was sent, or of the beginning of one; null for any other text. */
export function nonceIn(text: string): string | null {
  return /^(n\d+-\w+)\b/.exec(text)?.[1] ?? null;
}

function textOf({ nonce, plan }: Pick<Outgoing, "nonce" | "plan">): string {
  const words = Array.from({ length: plan.words }, (_, at) => VOCABULARY[at % VOCABULARY.length]);
  return `${nonce} [[upstream:${plan.behaviour}]] ${words.join(" ")}`;
}
