import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { costOf } from "@/lib/pricing";
import { getMemberBreakdown } from "./get-member-breakdown";
import { bookPriced, correct, givenPrice } from "./testing/priced";
import type { MemberBreakdown } from "./types";

const db = useTestDb();
const at = new Date("2026-11-10T12:00:00Z");
const NOVEMBER = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };

async function given(tx: Conn) {
  const actor = await makeMember(tx);
  return { ctx: { db: tx, actor }, userId: actor.userId };
}

async function rawCost(conn: Conn, userId: string): Promise<bigint> {
  const [row] = await conn.execute<{ cost: string }>(
    sql`select coalesce(sum(cost_pico_usd), 0) as cost from entries where user_id = ${userId}::uuid`,
  );
  return BigInt(row?.cost ?? 0);
}

function allLines({ tokens }: MemberBreakdown): bigint {
  const { kinds, roundingPicoUsd, estimated, corrected } = tokens;
  const split = kinds.reduce((sum, { costPicoUsd }) => sum + costPicoUsd, 0n);
  return split + roundingPicoUsd + estimated.costPicoUsd + corrected.costPicoUsd;
}

const amounts = ({ tokens: { kinds } }: MemberBreakdown) =>
  Object.fromEntries(kinds.map(({ kind, tokens, costPicoUsd }) => [kind, [tokens, costPicoUsd]]));

describe("getMemberBreakdown", () => {
  test("splits exact amounts by kind of token, each by the rates of its own price", () =>
    inTestTransaction(db, async (tx) => {
      const { ctx, userId } = await given(tx);
      const [cheap, dear] = [await givenPrice(tx), await givenPrice(tx, { inputPicoUsd: 9_000n })];
      const usage = { inputTokens: 1_000, cachedInputTokens: 400, cacheWriteTokens: 100, outputTokens: 50 };
      await bookPriced(tx, { userId, at, price: cheap, usage: { ...usage, reasoningTokens: 20 } });
      await bookPriced(tx, { userId, at, price: dear, usage: { inputTokens: 10, outputTokens: 1 } });
      const month = await getMemberBreakdown(ctx, NOVEMBER);
      expect(amounts(month)).toEqual({
        input: [510, 500n * 1_000n + 10n * 9_000n],
        cached: [400, 400n * 100n],
        "cache write": [100, 100n * 1_250n],
        output: [51, 51n * 4_000n],
      });
      expect(month.tokens.reasoning).toEqual({ tokens: 20, costPicoUsd: 20n * 4_000n });
      expect(month.tokens.roundingPicoUsd).toBe(0n);
      expect(allLines(month)).toBe(await rawCost(tx, userId));
    }));

  test("takes the rates of the tier that a call reaches", () =>
    inTestTransaction(db, async (tx) => {
      const { ctx, userId } = await given(tx);
      const rates = { inputPicoUsd: 2_000n, cachedInputPicoUsd: 200n, cacheWritePicoUsd: 2_500n };
      const tiers = [{ ...rates, outputPicoUsd: 8_000n, fromInputTokens: 500 }];
      const price = await givenPrice(tx, { tiers });
      for (const inputTokens of [499, 500]) {
        await bookPriced(tx, { userId, at, price, usage: { inputTokens, outputTokens: 10 } });
      }
      const month = await getMemberBreakdown(ctx, NOVEMBER);
      expect(amounts(month)).toMatchObject({
        input: [999, 499n * 1_000n + 500n * 2_000n],
        output: [20, 10n * 4_000n + 10n * 8_000n],
      });
      expect(allLines(month)).toBe(await rawCost(tx, userId));
    }));

  test("keeps what is estimated, unpriced or set by hand in lines of their own", () =>
    inTestTransaction(db, async (tx) => {
      const { ctx, userId } = await given(tx);
      const price = await givenPrice(tx);
      const usage = { inputTokens: 100, outputTokens: 10 };
      const call = { userId, at, price, usage };
      const first = await bookPriced(tx, { ...call, certainty: "estimated" });
      await bookPriced(tx, { ...call, certainty: "estimated" });
      await bookPriced(tx, { ...call, price: null, certainty: "unpriced" });
      await correct(tx, first, { certainty: "exact", certaintyReason: null, costPicoUsd: 777n });
      const month = await getMemberBreakdown(ctx, NOVEMBER);
      expect(month.tokens).toMatchObject({
        estimated: { tokens: 110, costPicoUsd: costOf({ ...first.usage, ...usage }, price) },
        corrected: { calls: 1, costPicoUsd: 777n },
        unpriced: { calls: 1, tokens: 110 },
      });
      expect(month.tokens.kinds.every(({ costPicoUsd }) => costPicoUsd === 0n)).toBe(true);
      expect(allLines(month)).toBe(await rawCost(tx, userId));
    }));

  test("adds up through corrections, tiers and factors of any kind", () =>
    inTestTransaction(db, async (tx) => {
      const { ctx, userId } = await given(tx);
      const price = await givenPrice(tx, { batchPermille: 333, flexPermille: 500, inputPicoUsd: 1_001n });
      const tiers = ["default", "batch", "flex"] as const;
      for (let n = 0; n < 24; n++) {
        const usage = {
          ...{ inputTokens: 101 + n * 37, cachedInputTokens: n * 13, cacheWriteTokens: n % 5 },
          ...{ outputTokens: 7 + n, reasoningTokens: n % 7 },
        };
        const serviceTier = tiers[n % 3] ?? "default";
        const certainty = n % 8 === 0 ? "estimated" : "exact";
        const entry = await bookPriced(tx, { userId, at, price, usage, serviceTier, certainty });
        if (n % 4 !== 0) continue;
        const right = { ...entry.usage, outputTokens: 3, reasoningTokens: 0 };
        const costPicoUsd = costOf(right, price, serviceTier);
        await correct(tx, entry, { usage: right, costPicoUsd, certainty: "exact", certaintyReason: null });
      }
      const month = await getMemberBreakdown(ctx, NOVEMBER);
      expect(allLines(month)).toBe(await rawCost(tx, userId));
      expect(month.tokens.estimated.costPicoUsd).toBe(0n);
      expect(month.tokens.corrected.costPicoUsd).toBe(0n);
      expect(month.tokens.roundingPicoUsd).toBeGreaterThanOrEqual(0n);
      expect(month.tokens.roundingPicoUsd).toBeLessThan(100n);
    }));

  test("counts what caches saved against the full price of input, less what writing cost on top", () =>
    inTestTransaction(db, async (tx) => {
      const { ctx, userId } = await given(tx);
      const price = await givenPrice(tx);
      const usage = { inputTokens: 1_000, cachedInputTokens: 400, cacheWriteTokens: 100, outputTokens: 50 };
      await bookPriced(tx, { userId, at, price, usage });
      await bookPriced(tx, { userId, at, price, usage, certainty: "estimated" });
      const { cache, downgrade } = await getMemberBreakdown(ctx, NOVEMBER);
      expect(cache).toEqual({ answers: 1, savedPicoUsd: 400n * 900n - 100n * 250n });
      expect(downgrade).toEqual({ answers: 0, savedPicoUsd: 0n });
    }));

  test("counts a cheaper model at the price that held for the one asked for, and nothing where it is not known", () =>
    inTestTransaction(db, async (tx) => {
      const { ctx, userId } = await given(tx);
      const price = await givenPrice(tx);
      const asked = await givenPrice(tx, { inputPicoUsd: 10_000n, outputPicoUsd: 40_000n });
      const usage = { inputTokens: 100, outputTokens: 10 };
      await bookPriced(tx, { userId, at, price, usage, requestedModel: asked.model });
      await bookPriced(tx, { userId, at, price, usage, requestedModel: "nobody-knows" });
      await bookPriced(tx, { userId, at, price, usage });
      const { downgrade } = await getMemberBreakdown(ctx, NOVEMBER);
      expect(downgrade).toEqual({ answers: 1, savedPicoUsd: 100n * 9_000n + 10n * 36_000n });
    }));

  test("counts a cheaper model at the price, and its tier, that the call would have had", () =>
    inTestTransaction(db, async (tx) => {
      const { ctx, userId } = await given(tx);
      const price = await givenPrice(tx);
      const rates = { inputPicoUsd: 20_000n, cachedInputPicoUsd: 100n, cacheWritePicoUsd: 1_250n };
      const tiers = [{ ...rates, outputPicoUsd: 4_000n, fromInputTokens: 100 }];
      const { model } = await givenPrice(tx, { inputPicoUsd: 10_000n, tiers });
      await givenPrice(tx, { model, effectiveFrom: at, inputPicoUsd: 50_000n });
      const call = { userId, price, usage: { inputTokens: 100 }, requestedModel: model };
      await bookPriced(tx, { ...call, at: new Date(at.getTime() - 1) });
      await bookPriced(tx, { ...call, at });
      const { downgrade } = await getMemberBreakdown(ctx, NOVEMBER);
      expect(downgrade).toEqual({ answers: 2, savedPicoUsd: 100n * 19_000n + 100n * 49_000n });
    }));

  test("is of the month and the member alone", () =>
    inTestTransaction(db, async (tx) => {
      const { ctx, userId } = await given(tx);
      const other = await given(tx);
      const price = await givenPrice(tx);
      const usage = { inputTokens: 10 };
      await bookPriced(tx, { userId: other.userId, at, price, usage });
      for (const day of ["2026-10-31T23:59:59Z", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"]) {
        await bookPriced(tx, { userId, at: new Date(day), price, usage });
      }
      expect(allLines(await getMemberBreakdown(ctx, NOVEMBER))).toBe(10_000n);
    }));
});
