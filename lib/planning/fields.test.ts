import { describe, expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { hundredths, percent, readFields, usd, whole, wholeList } from ".";

const FIELDS = {
  members: whole({ label: "Members", initial: "100", max: 1_000 }),
  threads: hundredths({ label: "Threads", initial: "2.5", min: 0.01 }),
  growth: percent({ label: "Growth", initial: "15", min: -100, max: 1_000 }),
  cost: usd({ label: "Cost", initial: "500" }),
  tokens: wholeList({ label: "Tokens", initial: "50, 30, 20" }),
};

describe("readFields", () => {
  test("reads what was typed, and what a field begins with where nothing was", () => {
    expect(readFields(FIELDS, {})).toEqual({
      values: { members: 100, threads: 250, growth: 1_500, cost: parseUsd("500"), tokens: [50, 30, 20] },
      errors: {},
    });
    const typed = { members: " 1,000 ", threads: "3", growth: "−12.5", cost: "$1,234.50", tokens: "7" };
    expect(readFields(FIELDS, typed).values).toEqual({
      ...{ members: 1_000, threads: 300, growth: -1_250, cost: parseUsd("1234.50"), tokens: [7] },
    });
  });

  test.each([
    ["members", ["", "-1", "1.5", "1,001", "1e3", "many", "10,00"], "Enter a whole number from 0 to 1,000."],
    [
      "threads",
      ["", "0", "2.555", "NaN", "Infinity", "-0.01"],
      "Enter a number from 0.01 to 1,000,000,000 with at most two decimals, such as 2.5.",
    ],
    [
      "growth",
      ["−100.01", "1000.01", "ten"],
      "Enter a number from −100 to 1,000 with at most two decimals, such as 2.5.",
    ],
    [
      "cost",
      ["", "-5", "1.5.5", "1000000001", "£5"],
      "Enter dollars with a point, such as 500 or 0.25, and at most 1,000,000,000.",
    ],
    [
      "tokens",
      ["", "50, ", "1,2,x", "1.5", Array.from({ length: 13 }, () => 1).join(",")],
      "Enter one to 12 whole numbers up to 1,000,000,000 with commas between them, such as 50, 30, 20.",
    ],
  ])(
    "says in one sentence what to enter for %s, and keeps quiet about the others",
    (name, texts, sentence) => {
      for (const text of texts) {
        expect(readFields(FIELDS, { [name]: text }), text).toEqual({
          values: null,
          errors: { [name]: sentence },
        });
      }
    },
  );
});
