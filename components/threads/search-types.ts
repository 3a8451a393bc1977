import type { ActionResult } from "@/lib/errors";

/** A thread that was found, as the browser gets it: words are made on the server, in its zone. */
export type SearchRow = {
  threadId: string;
  /** The newest message with the words; null where only the title has them. */
  messageId: string | null;
  title: string;
  /** "Today", "Yesterday", "12 Nov" or "12 Nov 2024". */
  date: string;
  archived: boolean;
  /** Empty where only the title has the words. */
  snippet: SnippetPart[];
};

export type SnippetPart = { text: string; hit: boolean };

export const SEARCH_CHARACTERS_MAX = 200;

/** How far back a search goes; absent: to the beginning. */
export const SINCE = ["7 days", "30 days", "year"] as const;
export type Since = (typeof SINCE)[number];

export type SearchAsked = {
  text: string;
  archived?: boolean | undefined;
  categoryId?: string | undefined;
  since?: Since | undefined;
};

export type SearchThreads = (asked: SearchAsked) => Promise<ActionResult<SearchRow[]>>;
