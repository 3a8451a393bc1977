import type { ImportedFacts } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { TakenIn } from "../attachments/take-in";
import type { CategoryColour, Certainty } from "../types";

export const MESSAGES_MAX = 20_000;
export const TEXT_CHARACTERS_MAX = 1_000_000;

/** A thread from a file, whatever kind of file it was; it is sound: parents stand before, one path is shown. */
export type IncomingThread = {
  /** Names the file's kind and the thread; the same thread has the same key in each file. */
  key: string;
  title: string;
  category: { name: string; colour: CategoryColour } | null;
  createdAt: Date;
  lastActivityAt: Date;
  pinnedAt: Date | null;
  archivedAt: Date | null;
  /** What the file says the thread cost; null where it says nothing. */
  totals: { tokens: number; costPicoUsd: bigint; certainty: Certainty } | null;
  messages: IncomingMessage[];
};

export type IncomingMessage = {
  id: string;
  parentId: string | null;
  role: "user" | "assistant";
  text: string;
  createdAt: Date;
  shown: boolean;
  continues: string | null;
  rating: "good" | "bad" | null;
  ratingNote: string | null;
  facts: ImportedFacts | null;
  /** What was sent with it. */
  files?: readonly TakenIn[];
};

/** Why a thread is left out: one sentence without its end, after "Thread 12" or "Thread 12, message 3". */
export function unreadable(why: string, at?: { message: number }): AppError {
  return new AppError("invalid", `${at ? `, message ${at.message}` : ""}: ${why}`);
}

/** The text as Postgres can hold it: without NUL and halves of characters. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/** An instant from a file, never of the future, which would stay on top of every list. */
export function pastInstant(ms: number, now: Date): Date {
  if (!Number.isFinite(ms)) return now;
  return new Date(Math.min(Math.max(ms, 0), now.getTime()));
}

type Linked = Pick<IncomingMessage, "id" | "parentId">;

/** The ids of a message and of all before it on its branch. */
export function branchOf(messages: readonly Linked[], lastId: string): Set<string> {
  const parents = new Map(messages.map(({ id, parentId }) => [id, parentId]));
  const branch = new Set<string>();
  let at: string | null = lastId;
  while (at !== null && !branch.has(at)) {
    branch.add(at);
    at = parents.get(at) ?? null;
  }
  return branch;
}
