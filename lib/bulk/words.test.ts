import { describe, expect, test } from "vitest";
import { BULK_MAX, bulkIds, bulkWords } from ".";

const member = { one: "member", many: "members" };
const disabled: [string, string] = ["is disabled", "are disabled"];
const say = (done: number, refused: string[] = []) =>
  bulkWords({ done: Array.from({ length: done }, String), refused }, member, disabled);

describe("what was done to several at once", () => {
  test.each([
    [say(1), "1 member is disabled."],
    [say(12), "12 members are disabled."],
    [say(0), "Nothing was to be changed."],
    [say(2, ["You cannot."]), "2 members are disabled. 1 is left as it was: You cannot."],
    [
      say(1, ["An owner.", "An owner.", "Yourself."]),
      "1 member is disabled. 3 are left as they were: An owner. Yourself.",
    ],
    [
      say(1, ["One.", "Two.", "Three.", "Four."]),
      "1 member is disabled. 4 are left as they were: One. Two. And 2 more.",
    ],
  ])("is said in a sentence: %s", (said, expected) => expect(said).toBe(expected));
});

describe("the ids of what is selected", () => {
  const [one, other] = ["019ab000-0000-7000-8000-000000000001", "019ab000-0000-7000-8000-000000000002"];

  test("come as a list or as a form sends them", () => {
    expect(bulkIds.parse([one, other])).toEqual([one, other]);
    expect(bulkIds.parse(`${one},${other}`)).toEqual([one, other]);
  });

  test("are the same however they are spelt, so that none is changed twice", () => {
    expect(new Set(bulkIds.parse(`${one},${one.toUpperCase()}`))).toEqual(new Set([one]));
  });

  test.each([[[]], [""], [["none"]], [undefined], [Array.from({ length: BULK_MAX + 1 }, () => one)]])(
    "are refused with a sentence: %j",
    (ids) => {
      const { error } = bulkIds.safeParse(ids);
      expect(error?.issues[0]?.message).toMatch(/^Select at (least one|most 100 at once)\.$/);
    },
  );
});
