import { expect, test } from "vitest";
import { readTexts } from "./address";

test("the address holds what was typed, cut short, and nothing else", () => {
  const long = "9".repeat(300);
  const params = {
    model: "openai/gpt-4o",
    "growth.threads": "10",
    "what-if.model": "openai/gpt-4o-mini",
    "roi.members": long,
    "growth.months": ["1", "2"],
    other: "1",
    "__proto__.polluted": "1",
    "growth.": "1",
  };
  expect(readTexts(params)).toEqual({
    model: "openai/gpt-4o",
    "growth.threads": "10",
    "what-if.model": "openai/gpt-4o-mini",
    "roi.members": long.slice(0, 100),
  });
  expect(
    Object.keys(
      readTexts(
        Object.fromEntries(
          Array.from({ length: 200 }, (_, n) => [`a.${"b".repeat((n % 38) + 2)}${n % 2 ? "c" : ""}`, "1"]),
        ),
      ),
    ).length,
  ).toBeLessThanOrEqual(100);
});
