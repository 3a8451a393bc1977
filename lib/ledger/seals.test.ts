import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { entryStatements, type NewEntry } from ".";

const now = Date.now();
const minutes = (count: number) => new Date(now - count * 60_000);

/** How many statements it takes to book a call that was admitted at an instant. */
const statementsFor = (...instants: Date[]) => entryStatements(instants.map(entryAt)).length;

function entryAt(occurredAt: Date): NewEntry {
  const [attemptId, runId, userId, threadId] = [newId(), newId(), newId(), newId()];
  const usage = {
    inputTokens: 1,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 1,
    reasoningTokens: 0,
  };
  return {
    ...{ attemptId, runId, userId, threadId, departmentId: null, apiKeyId: null, assistantId: null },
    ...{
      purpose: "answer",
      provider: "p",
      model: "m",
      priceId: null,
      serviceTier: "default",
      simulated: false,
    },
    ...{
      kind: "usage",
      usage,
      costPicoUsd: 1n,
      certainty: "exact",
      certaintyReason: null,
      overrunPicoUsd: 0n,
    },
    ...{ inBudgets: true, adjustedBy: null, adjustedWhy: null },
    ...{ occurredAt, day: occurredAt.toISOString().slice(0, 10), month: "2026-11-01" },
  };
}

describe("booking a call", () => {
  test("costs nothing for the reports where it is booked in time, also across midnight", () => {
    expect(statementsFor(minutes(0), minutes(59))).toBe(4);
  });

  test("opens the days of late calls in three statements, however many they are", () => {
    expect(statementsFor(minutes(61))).toBe(7);
    expect(statementsFor(minutes(0), minutes(61), minutes(5_000), minutes(9_000))).toBe(7);
  });
});
