import { expect, test } from "vitest";
import type { SearchHit } from "@/lib/assistants/types";
import { partsOf, sinceOf, toSearchRow } from "./search-rows";

const now = new Date("2026-03-10T23:30:00Z");

function hit(lastActivityAt: string): SearchHit {
  return {
    ...{ threadId: "a", title: "", archived: false, categoryId: null, messageId: null, snippet: null },
    lastActivityAt: new Date(lastActivityAt),
  };
}

test("a snippet is cut at its hits and nothing else", () => {
  expect(partsOf("take the \u0001night\u0002 \u0001train\u0002")).toEqual([
    { text: "take the ", hit: false },
    { text: "night", hit: true },
    { text: " ", hit: false },
    { text: "train", hit: true },
  ]);
  expect(partsOf("<b>&amp;")).toEqual([{ text: "<b>&amp;", hit: false }]);
});

test("dates are the zone's, and another year is named", () => {
  const dateIn = (timeZone: string, at: string) => toSearchRow(hit(at), { timeZone, now }).date;
  expect(dateIn("UTC", "2026-03-10T01:00:00Z")).toBe("Today");
  expect(dateIn("Asia/Tokyo", "2026-03-10T01:00:00Z")).toBe("Yesterday");
  expect(dateIn("UTC", "2026-03-01T01:00:00Z")).toBe("1 Mar");
  expect(dateIn("UTC", "2025-03-01T01:00:00Z")).toBe("1 Mar 2025");
});

test("a thread without a title has words, and a search without a limit no beginning", () => {
  expect(toSearchRow(hit("2026-03-10T01:00:00Z"), { timeZone: "UTC", now }).title).toBe("New thread");
  expect(sinceOf(undefined, now)).toBeUndefined();
  expect(sinceOf("7 days", now)).toEqual(new Date("2026-03-03T23:30:00Z"));
});
