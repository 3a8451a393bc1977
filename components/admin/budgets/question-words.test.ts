import { describe, expect, test } from "vitest";
import { standing } from "@/components/shell/testing";
import { parseUsd } from "@/lib/money";
import { endWords } from "./end-words";
import { replacesWords, stopsWords } from "./question-words";

const WARSAW = "Europe/Warsaw";

test("a budget that would be replaced is said with its limit", () => {
  expect(replacesWords({ limit: parseUsd("5"), unit: "usd", period: "month" })).toBe(
    "There is one already, $5.00 a month: saving replaces it.",
  );
});

describe("stopsWords", () => {
  const words = (given: Parameters<typeof standing>[0]) => stopsWords(standing(given), WARSAW);

  test("says who is stopped at once, and until when", () => {
    expect(words({ scope: "department", limit: "0.0001", spent: "0.0009" })).toBe(
      "$0.0009 is spent already: its members are stopped until 1 December.",
    );
    expect(words({ scope: "org", period: "day", limit: "1", spent: "1" })).toBe(
      "$1.00 is spent already: everybody is stopped until midnight.",
    );
    expect(words({ period: "total", unit: "messages", limit: "3", spent: "40" })).toBe(
      "40 messages are used already: the member is stopped until it is raised.",
    );
    expect(words({ limit: "1", spent: "2", downgradeTo: "openai/gpt-4o-mini" })).toBe(
      "$2.00 is spent already: gpt-4o-mini answers until 1 December.",
    );
  });

  test("says nothing where something is left, nothing was spent, or nobody is stopped", () => {
    expect(words({ limit: "1", spent: "0.99" })).toBeNull();
    expect(words({ limit: "0", spent: "0" })).toBeNull();
    expect(stopsWords({ ...standing({ limit: "1", spent: "2" }), onLimit: "notify" }, WARSAW)).toBeNull();
  });
});

test("a top-up ends with the day that was chosen, or when it was ended by hand", () => {
  expect(endWords(new Date("2026-11-24T23:00:00Z"), WARSAW)).toBe("the end of 24 Nov");
  expect(endWords(new Date("2026-11-24T14:10:00Z"), WARSAW)).toBe("24 Nov, 15:10");
});
