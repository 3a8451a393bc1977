import { expect, test } from "vitest";
import type { CostRange } from "@/lib/reports/types";
import { cachedPermille, perMessage, permilleWords, sharePermille } from "./figures";
import { beforeWords, bucketLabel, combinationNames, daysWords, nameOf, namesOf } from "./words";

const sum = {
  ...{ calls: 3, answers: 2, inputTokens: 3_000, cachedInputTokens: 1_000, outputTokens: 10 },
  ...{ costPicoUsd: 7n, estimatedPicoUsd: 0n },
};

test("says nothing where there is nothing to divide by", () => {
  expect(cachedPermille({ ...sum, inputTokens: 0, cachedInputTokens: 0 })).toBeNull();
  expect(perMessage({ ...sum, answers: 0 })).toBeNull();
  expect(sharePermille(0n, 0n)).toBeNull();
});

test("divides, and rounds", () => {
  expect(permilleWords(cachedPermille(sum) ?? 0)).toBe("33.3%");
  expect(perMessage(sum)).toBe(3n);
  expect(permilleWords(sharePermille(9_589n, 100_000n) ?? 0)).toBe("9.6%");
  expect(permilleWords(sharePermille(3n, 10n) ?? 0)).toBe("30.0%");
  expect(permilleWords(1000)).toBe("100%");
});

test("names what has no name", () => {
  expect(nameOf("department", { key: "", label: null })).toBe("No department");
  expect(nameOf("member", { key: "x", label: null })).toBe("A deleted member");
  expect(nameOf("purpose", { key: "title", label: "title" })).toBe("Thread titles");
  expect(nameOf("model", { key: "*", label: null })).toBe("Others");
});

test("tells models of one name apart by their providers, and only those", () => {
  const keyed = ["openai/small", "azure/small", "openai/large"].map((key) => ({ key, label: key.slice(-5) }));
  expect([...namesOf("model", keyed).values()]).toEqual(["openai/small", "azure/small", "large"]);
  expect([...namesOf("member", keyed).values()]).toEqual(["small", "small", "large"]);
});

test("names combinations by both groups, and tells models of one name apart in all of them", () => {
  const part = (key: string) => ({ ...sum, key, label: key.slice(key.indexOf("/") + 1) });
  const group = (key: string, label: string | null, parts: string[]) => ({
    ...{ ...sum, key, label, beforePicoUsd: 0n },
    parts: parts.map(part),
  });
  const pair = (groupKey: string, partKey: string) => ({
    ...{ ...sum, key: `${groupKey}\n${partKey}`, groupKey, partKey },
  });
  const names = combinationNames({
    ...{ group: "department", subgroup: "model" },
    keys: [
      group("d1", "Engineering", ["openai/gpt-4o", "openai/small"]),
      group("", null, ["azure/gpt-4o"]),
      group("*", "Others", ["*"]),
    ],
    combinations: {
      keys: [
        pair("d1", "openai/gpt-4o"),
        pair("", "azure/gpt-4o"),
        pair("d1", "openai/small"),
        { ...pair("*", "*"), key: "*" },
      ],
    },
  });
  expect([...names.values()]).toEqual([
    ...["Engineering · openai/gpt-4o", "No department · azure/gpt-4o", "Engineering · small", "Others"],
  ]);
});

test("names bars and days, with years where they are not this one", () => {
  expect(bucketLabel("2026-11-16", "day")).toBe("16 Nov");
  expect(bucketLabel("2026-11-16", "week")).toBe("Week from 16 Nov");
  expect(bucketLabel("2026-11-16", "month")).toBe("Nov 2026");
  expect(daysWords({ from: "2026-11-01", to: "2026-11-22" }, "2026-11-22")).toBe("1 Nov – 22 Nov");
  expect(daysWords({ from: "2026-11-22", to: "2026-11-22" }, "2026-11-22")).toBe("22 Nov");
  expect(daysWords({ from: "2025-12-01", to: "2026-01-02" }, "2026-11-22")).toBe("1 Dec 2025 – 2 Jan 2026");
});

test("names the days before, and up to when they count", () => {
  const range: CostRange = {
    ...{ preset: "30d" as const, from: "2026-10-25", to: "2026-11-23", days: 30, today: "2026-11-23" },
    ...{ before: { from: "2026-09-25", to: "2026-10-24" }, timeZone: "Europe/Warsaw" },
    readAt: new Date("2026-11-23T06:11:00Z"),
  };
  const beforeUntil = new Date("2026-10-24T05:11:00Z");
  expect(beforeWords({ range, beforeUntil })).toBe("25 Sep – 24 Oct, until 07:11");
  expect(beforeWords({ range, beforeUntil: null })).toBe(
    "25 Sep – 24 Oct, all of it, while today is not over",
  );
  expect(beforeWords({ range: { ...range, to: "2026-11-22" }, beforeUntil: null })).toBe("25 Sep – 24 Oct");
});
