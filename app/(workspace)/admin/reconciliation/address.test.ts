import { describe, expect, test } from "vitest";
import { readAddress, refusedDays } from "./address";

const usual = { provider: "openai", from: "2026-10-24", to: "2026-11-22" };

describe("the days of a reconciliation", () => {
  test("are those of the address, at most 31", () => {
    const days = { from: "2026-10-01", to: "2026-10-31" };
    expect(readAddress({ provider: "mistral", ...days }, usual)).toEqual({ provider: "mistral", ...days });
    expect(refusedDays(days, usual)).toBeNull();
  });

  test("are the usual ones where none are given, and nothing is said", () => {
    expect(readAddress({}, usual)).toEqual(usual);
    expect(refusedDays({}, usual)).toBeNull();
  });

  test.each([
    ["more than 31", { from: "2026-09-20", to: "2026-11-20" }, { from: "2026-09-20", to: "2026-11-20" }],
    ["the last first", { from: "2026-11-02", to: "2026-11-01" }, { from: "2026-11-02", to: "2026-11-01" }],
    ["one alone", { from: "2026-11-02" }, { from: "2026-11-02", to: usual.to }],
    ["no days", { from: "soon", to: "2026-11-02" }, { from: usual.from, to: "2026-11-02" }],
  ])("are the usual ones for %s, with why and what is typed again", (_, params, typed) => {
    expect(readAddress(params, usual)).toEqual(usual);
    expect(refusedDays(params, usual)).toEqual({
      ...typed,
      why: "Choose at most 31 days, the first not after the last. Until then the last 30 days are shown.",
    });
  });
});
