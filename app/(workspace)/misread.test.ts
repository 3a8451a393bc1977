import { describe, expect, test } from "vitest";
import { writeCursor } from "@/db/cursor";
import { newId } from "@/db/id";
import { misread, readPlace } from "./misread";
import { problemOf, readAddress } from "./usage/address";

describe("misread", () => {
  test.each<[Record<string, string | string[]>, Record<string, unknown>, string | null]>([
    [{}, {}, null],
    [{ state: "", q: "  " }, {}, null],
    [{ state: "open", q: "x" }, { state: "open", q: "x" }, null],
    [
      { state: "zzz" },
      { state: undefined },
      "“state” in this address is not understood: the page is shown without it.",
    ],
    [
      { after: "zzz", state: "open" },
      { state: "open", after: undefined },
      "“after” in this address is not understood: the page is shown without it, from its beginning.",
    ],
    [
      { group: "zzz", month: "2026-13", after: ["1", "2"] },
      { month: null },
      "“group”, “month” and “after” in this address are not understood: the page is shown without them, for the running month, from its beginning.",
    ],
    [
      { a: "1", b: "1", c: "1", d: "1" },
      {},
      "“a”, “b”, “c” and more in this address are not understood: the page is shown without them.",
    ],
    [
      { constructor: "1" },
      {},
      "“constructor” in this address is not understood: the page is shown without it.",
    ],
  ])("%j, of which %j is known", (params, read, sentence) => {
    expect(misread(params, read)).toBe(sentence);
  });
});

describe("readPlace", () => {
  const id = newId();

  test.each([
    ["name", writeCursor({ by: "Member 07 ~ née", id })],
    ["instant", writeCursor({ by: "1774000000000000", id })],
    ["amount", writeCursor({ by: "-12", id })],
    ["id", id],
    ["sequence", "17"],
    ["model", "openai/ft:gpt-4o/1"],
  ] as const)("knows the %s of lists, and nothing that no list wrote", (kind, cursor) => {
    expect(readPlace(cursor, kind)).toBe(cursor);
    for (const wrong of ["zzz", "", "-1", "\0", `x${id}`, `${id}~`, [cursor], undefined]) {
      if (typeof wrong !== "string" || !(kind === "name" && wrong.includes("~"))) {
        expect(readPlace(wrong, kind)).toBeUndefined();
      }
    }
  });
});

test.each([
  [{}, null],
  [
    { month: "2020-02", view: "cumulative", as: "table", threads: "all", certainty: "exact", thread: "x" },
    null,
  ],
  [{ from: "x", group: "zzz" }, "“from” and “group” in"],
  [{ view: "pie" }, "“view” in"],
  [{ as: "x", threads: "x", certainty: "x" }, "“as”, “threads” and “certainty” in"],
  [{ day: "2026-02-30", month: "3000-01" }, "“day” and “month” in"],
  [{ after: "17~zzz" }, "“after” in"],
])("the spend page's address %j is told as %j", (params, begin) => {
  const problem = problemOf(params, readAddress(params));
  if (begin === null) expect(problem).toBeNull();
  else expect(problem).toContain(begin);
});
