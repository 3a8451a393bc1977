import { describe, expect, test } from "vitest";
import { initialsOf } from "./avatar";

describe("initialsOf", () => {
  test.each([
    ["Member 07", "07"],
    ["ada", "A"],
    ["Ada  Augusta Lovelace", "AL"],
    ["Łucja Żak", "ŁŻ"],
    ["👩‍🚀 Crew", "👩C"],
    ["", ""],
  ])("makes %j into %j", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
