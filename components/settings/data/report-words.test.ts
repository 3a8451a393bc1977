import { describe, expect, test } from "vitest";
import type { ImportReport } from "@/lib/assistants/types";
import { wordsOf, wordsOfMore } from "./report-words";

function report(given: Partial<ImportReport>): ImportReport {
  return { threads: 0, messages: 0, known: 0, leftOut: 0, reasons: [], fault: null, ...given };
}

describe("wordsOf", () => {
  test.each([
    [{}, "There are no threads in this file."],
    [{ threads: 1, messages: 1 }, "1 thread with 1 message came in."],
    [{ threads: 1200, messages: 9000 }, "1,200 threads with 9,000 messages came in."],
    [{ known: 2 }, "Nothing new came in. 2 threads were here already."],
    [
      { threads: 1, messages: 2, known: 1, leftOut: 1 },
      "1 thread with 2 messages came in. 1 thread was here already. 1 thread was left out:",
    ],
  ])("says of %j: %s", (given, words) => {
    expect(wordsOf(report(given))).toBe(words);
  });

  test("counts the reasons that are not told", () => {
    expect(wordsOfMore(report({ leftOut: 2, reasons: ["a", "b"] }))).toBeNull();
    expect(wordsOfMore(report({ leftOut: 3, reasons: ["a"] }))).toBe("and 2 more threads.");
  });
});
