import { describe, expect, test } from "vitest";
import { extend, NOTHING, toggle, within } from "./selection";

const ORDER = ["a", "b", "c", "d", "e"];
const idsOf = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].toSorted().join("");

describe("toggle", () => {
  test("chooses, chooses another one, and lets go", () => {
    const two = toggle(toggle(NOTHING, "b"), "d");
    expect(idsOf(two)).toBe("bd");
    expect(two.anchor).toBe("d");
    expect(idsOf(toggle(two, "b"))).toBe("d");
    expect(toggle(toggle(NOTHING, "b"), "b")).toBe(NOTHING);
  });
});

describe("extend", () => {
  test.each([
    { way: "down", from: "b", to: "d", chosen: "bcd" },
    { way: "up", from: "d", to: "b", chosen: "bcd" },
    { way: "to itself", from: "c", to: "c", chosen: "c" },
  ])("goes $way from the anchor, both ends included", ({ from, to, chosen }) => {
    const extended = extend(toggle(NOTHING, from), ORDER, to);
    expect(idsOf(extended)).toBe(chosen);
    expect(extended.anchor, "the next range goes from the same row").toBe(from);
  });

  test("keeps what was chosen apart", () => {
    expect(idsOf(extend(toggle(toggle(NOTHING, "a"), "c"), ORDER, "e"))).toBe("acde");
  });

  test("begins with the row itself where there is no anchor, or one that has left the list", () => {
    expect(extend(NOTHING, ORDER, "c")).toEqual({ ids: new Set(["c"]), anchor: "c" });
    expect(extend(toggle(NOTHING, "gone"), ORDER, "c")).toMatchObject({ anchor: "c" });
  });

  test("chooses nothing that is not in the list", () => {
    expect(idsOf(extend(toggle(NOTHING, "a"), ORDER, "gone"))).toBe("a");
  });
});

describe("within", () => {
  test("lets go of what has left the list, and of everything with the last one", () => {
    const two = toggle(toggle(NOTHING, "b"), "d");
    expect(idsOf(within(two, ["a", "d"]))).toBe("d");
    expect(within(two, ["a"])).toBe(NOTHING);
    expect(within(two, ORDER)).toBe(two);
  });
});
