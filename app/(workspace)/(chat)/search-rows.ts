import { shortDay } from "@/components/shell/clock-words";
import type { SearchRow, Since, SnippetPart } from "@/components/threads/search-types";
import { groupOf } from "@/components/threads/sidebar-thread";
import type { SearchHit } from "@/lib/assistants/types";

type Place = { timeZone: string; now: Date };

const DAY_MS = 86_400_000;
const DAYS: Record<Since, number> = { "7 days": 7, "30 days": 30, year: 365 };

export function sinceOf(since: Since | undefined, now: Date): Date | undefined {
  return since && new Date(now.getTime() - DAYS[since] * DAY_MS);
}

export function toSearchRow(hit: SearchHit, place: Place): SearchRow {
  return {
    threadId: hit.threadId,
    messageId: hit.messageId,
    title: hit.title || "New thread",
    date: dateOf(hit.lastActivityAt, place),
    archived: hit.archived,
    snippet: hit.snippet === null ? [] : partsOf(hit.snippet),
  };
}

/** The text as it is, cut at the marks around each hit: what it says is never taken for markup. */
export function partsOf(snippet: string): SnippetPart[] {
  const [before = "", ...others] = snippet.split("\u0001");
  const parts = [{ text: before, hit: false }];
  for (const other of others) {
    const [hit = "", after = ""] = other.split("\u0002");
    parts.push({ text: hit, hit: true }, { text: after, hit: false });
  }
  return parts.filter(({ text }) => text !== "");
}

function dateOf(instant: Date, place: Place): string {
  const group = groupOf(instant, place);
  if (group === "Today" || group === "Yesterday") return group;
  const day = shortDay(instant, place.timeZone);
  const year = yearOf(instant, place);
  return year === yearOf(place.now, place) ? day : `${day} ${year}`;
}

function yearOf(instant: Date, { timeZone }: Place): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric" }).format(instant);
}
