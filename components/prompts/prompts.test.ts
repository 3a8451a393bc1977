import { describe, expect, test } from "vitest";
import { blankBefore, blankFrom, blanksIn } from "./blanks";
import { triggerAt } from "./trigger";

describe("triggerAt", () => {
  /** The caret is where the bar stands. */
  test.each([
    ["/|", ""],
    ["/wee|", "wee"],
    ["/weekly re|", "weekly re"],
    ["Dear all,\n/re|", "re"],
    ["Dear all,\n/re|\nYours", "re"],
    ["/re|port", "re"],
  ])("asks in %j for %j", (written, query) => {
    const caret = written.indexOf("|");
    const text = written.replace("|", "");
    const trigger = triggerAt(text, caret);
    expect(trigger?.query).toBe(query);
    expect(text.slice(trigger?.start, trigger?.end)).toBe(`/${query}`);
  });

  test.each([
    "|",
    "|/",
    "a /|",
    " /|",
    "and/or|",
    "//|",
    "/etc/hosts|",
    "\n|",
    "/a\n|",
    `/${"x".repeat(61)}|`,
  ])("asks for nothing in %j", (written) => {
    expect(triggerAt(written.replace("|", ""), written.indexOf("|"))).toBeNull();
  });
});

describe("blanks", () => {
  const text = "To {{whom}}, about {{what it is}}.";

  test("are what stands in double braces, on one line and not too long", () => {
    expect(blanksIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "{{whom}}",
      "{{what it is}}",
    ]);
    for (const none of ["{{}}", "{whom}", "{{a\nb}}", `{{${"x".repeat(61)}}}`, "{{a{b}}"]) {
      expect(blanksIn(none), none).toEqual([]);
    }
  });

  test("are gone through in both directions and not round", () => {
    expect(blankFrom(text, 0)).toEqual({ start: 3, end: 11 });
    expect(blankFrom(text, 11)).toEqual({ start: 19, end: 33 });
    expect(blankFrom(text, 33)).toBeUndefined();
    expect(blankBefore(text, 19)).toEqual({ start: 3, end: 11 });
    expect(blankBefore(text, 3)).toBeUndefined();
  });
});
