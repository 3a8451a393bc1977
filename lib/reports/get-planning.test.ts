import { beforeAll, describe, expect, test } from "vitest";
import { usageDays } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import type { Ctx } from "@/lib/org/types";
import { syncPrices } from "@/lib/pricing";
import { getPlanning } from "./get-planning";
import { givenMember } from "./testing/rows";

const db = useTestDb();
beforeAll(() => syncPrices(db));

// The month before is one in which no other test commits rows.
const CLOCK = { now: new Date("2019-06-15T12:00:00Z"), timeZone: "Europe/Berlin" };
const offer = (model: string, provider = "openai") => ({ id: `${provider}/${model}`, provider, model });

type Used = { day: string; model: string; provider?: string; cost: bigint };
type Tokens = { input: number; cached?: number; written?: number; output: number };

async function givenUsage({ db, actor }: Ctx, used: Used, tokens: Tokens): Promise<void> {
  await db.insert(usageDays).values({
    userId: actor.userId,
    day: used.day,
    provider: used.provider ?? "openai",
    model: used.model,
    purpose: "answer",
    calls: 1,
    inputTokens: tokens.input,
    cachedInputTokens: tokens.cached ?? 0,
    cacheWriteTokens: tokens.written ?? 0,
    outputTokens: tokens.output,
    costPicoUsd: used.cost,
  });
}

const asOwner = (check: (ctx: Ctx) => Promise<void>) =>
  inTestTransaction(db, async (tx) => check(await givenMember(tx, "Owner", "owner")));

/** Prices of today: the book knows none of 2019. */
async function planningOf(ctx: Ctx, offered: ReturnType<typeof offer>[]) {
  return getPlanning(ctx, { ...CLOCK, offered });
}

describe("getPlanning", () => {
  test("does not exist for a member", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      await expect(getPlanning(ctx, { offered: [] })).rejects.toMatchObject({ code: "not_found" });
    }));

  test("prices the last closed month with another model, cached and written tokens as such", () =>
    asOwner(async (ctx) => {
      const tokens = { input: 1_000_000, cached: 400_000, written: 100_000, output: 200_000 };
      await givenUsage(ctx, { day: "2026-05-01", model: "gpt-4o", cost: 5n }, tokens);
      await givenUsage(ctx, { day: "2026-05-31", model: "gpt-4o", cost: 6n }, { input: 10, output: 1 });
      await givenUsage(ctx, { day: "2026-04-30", model: "gpt-4o", cost: 7n }, tokens);
      await givenUsage(ctx, { day: "2026-06-01", model: "gpt-4o", cost: 8n }, tokens);
      const now = new Date("2026-06-15T12:00:00Z");
      const offered = [offer("gpt-4o-mini"), offer("claude-sonnet-4-5", "anthropic")];
      const { whatIf } = await getPlanning(ctx, { now, timeZone: "UTC", offered });
      expect(whatIf).toMatchObject({ month: "2026-05", currentMonth: "2026-06", isCut: false });
      const used = whatIf.used.find(({ model }) => model === "gpt-4o");
      expect(used).toMatchObject({ calls: 2, costPicoUsd: 11n, unpriced: false });
      const place = whatIf.used.findIndex(({ model }) => model === "gpt-4o");
      const [mini, claude] = whatIf.alternatives.map(({ costsPicoUsd }) => costsPicoUsd?.[place]);
      // Its cache costs nothing to write: 0.6M in at $0.15, 0.4M cached at $0.075, 0.2M out at $0.60.
      expect(mini).toBe(600_010n * 150_000n + 400_000n * 75_000n + 200_001n * 600_000n);
      // Its cache costs $3.75 to write and $0.30 to read.
      expect(claude).toBe(
        500_010n * 3_000_000n + 400_000n * 300_000n + 100_000n * 3_750_000n + 200_001n * 15_000_000n,
      );
    }));

  test("says at least where long requests cost more, and takes a month's sum for no long request", () =>
    asOwner(async (ctx) => {
      await givenUsage(ctx, { day: "2019-05-02", model: "gpt-4o", cost: 1n }, { input: 900_000, output: 0 });
      const { models, whatIf } = await planningOf(ctx, [
        offer("gemini-2.5-pro", "google"),
        offer("gpt-4o-mini"),
      ]);
      expect(models[0]?.terms?.tiers.length ?? 0).toBe(0);
      expect(whatIf.alternatives.map(({ costsPicoUsd }) => costsPicoUsd)).toEqual([null, null]);
      const now = new Date("2026-06-15T12:00:00Z");
      await givenUsage(ctx, { day: "2026-05-02", model: "a-model", cost: 1n }, { input: 900_000, output: 0 });
      const today = await getPlanning(ctx, {
        now,
        timeZone: "UTC",
        offered: [offer("gemini-2.5-pro", "google")],
      });
      const place = today.whatIf.used.findIndex(({ model }) => model === "a-model");
      const [gemini] = today.whatIf.alternatives;
      expect(gemini).toMatchObject({ atLeast: true });
      expect(gemini?.costsPicoUsd?.[place]).toBe(900_000n * (today.models[0]?.terms?.inputPicoUsd ?? 0n));
    }));

  test("leaves out what had no price, says so, and does the same for a model that has none", () =>
    asOwner(async (ctx) => {
      const now = new Date("2026-06-15T12:00:00Z");
      await givenUsage(
        ctx,
        { day: "2026-05-03", model: "house-model", cost: 0n },
        { input: 5_000, output: 500 },
      );
      await givenUsage(
        ctx,
        { day: "2026-05-03", provider: "demo", model: "demo", cost: 0n },
        { input: 5_000, output: 500 },
      );
      const offered = [offer("nobody-knows"), offer("gpt-4o-mini")];
      const { models, whatIf } = await getPlanning(ctx, { now, timeZone: "UTC", offered });
      expect(models.map(({ terms }) => terms === null)).toEqual([true, false]);
      expect(whatIf.alternatives[0]).toMatchObject({ id: "openai/nobody-knows", costsPicoUsd: null });
      const unpriced = whatIf.used.findIndex(({ model }) => model === "house-model");
      expect(whatIf.used[unpriced]).toMatchObject({ unpriced: true, calls: 1 });
      expect(whatIf.alternatives[1]?.costsPicoUsd?.[unpriced]).toBe(0n);
    }));

  test("knows how large the database is, and has an empty month where nothing ran", () =>
    asOwner(async (ctx) => {
      const { database, whatIf } = await planningOf(ctx, []);
      expect(database.bytes).toBeGreaterThan(1_000_000);
      expect(whatIf).toEqual({
        ...{ month: "2019-05", currentMonth: "2019-06" },
        ...{ used: [], isCut: false, alternatives: [] },
      });
    }));
});
