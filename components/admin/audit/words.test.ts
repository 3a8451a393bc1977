import { describe, expect, test } from "vitest";
import { subjectWords, whoWords } from "./act-words";
import { changesOf } from "./fact-words";
import type { AuditRow } from "./types";

const row: AuditRow = {
  ...{ id: "1", seq: 1, act: "budget.set", hash: "", occurredAt: new Date(0), before: null, after: null },
  who: { via: "cli" },
  subject: { kind: "budget", id: "b", name: "Member 07" },
};

describe("changesOf", () => {
  test("tells what differs, with amounts to the last unit and instants on the organisation's clock", () => {
    const before = {
      scope: "member",
      scopeId: "x",
      limitPicoUsd: "5000000000000",
      thresholdPercents: ["50", "80"],
    };
    const after = { scope: "member", scopeId: "x", limitPicoUsd: "850000000", thresholdPercents: [] };
    expect(changesOf(before, after, "UTC")).toEqual([
      { label: "Limit", before: "$5.00", after: "$0.00085" },
      { label: "Alerts at", before: "50, 80%", after: "none" },
    ]);
    expect(changesOf(null, { endsAt: "2026-12-31T23:00:00.000Z" }, "Europe/Berlin")).toEqual([
      { label: "Until", before: null, after: "1 January 2027, 00:00" },
    ]);
  });

  test("tells prices per million tokens, lengths and factors in their units", () => {
    const price = {
      ...{ inputPicoUsd: "150000", batchPermille: 500, contextWindow: 128_000 },
      tiers: ["200000 300000 0 0 600000"],
    };
    expect(changesOf(price, null, "UTC").map(({ label, before }) => `${label}: ${before}`)).toEqual([
      ...["Input, 1M tokens: $0.15", "Batch: 50%", "Context window: 128,000 tokens"],
      "Long context: from 200,000 tokens $0.30 and $0.60",
    ]);
  });

  test("shows a fact that it does not know as it is", () => {
    expect(changesOf(null, { later: "thing", many: true }, "UTC")).toEqual([
      { label: "later", before: null, after: "thing" },
      { label: "many", before: null, after: "yes" },
    ]);
  });
});

describe("a row's words", () => {
  test("name who did it and to what", () => {
    expect(whoWords(row)).toBe("The command line");
    expect(whoWords({ who: { via: "purser" } })).toBe("Purser");
    expect(whoWords({ who: { userId: "u", name: "Member 01" } })).toBe("Member 01");
    expect(subjectWords(row)).toBe("Member 07");
    expect(subjectWords({ ...row, after: { scope: "thread" } })).toBe("A thread of Member 07");
    expect(subjectWords({ ...row, after: { scope: "org" } })).toBe("The organisation");
  });
});
