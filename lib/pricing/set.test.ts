import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { attempts, runs, threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import {
  allowUnpriced,
  answerPrices,
  cancelPrice,
  findPrice,
  forbidUnpriced,
  restoreCataloguePrice,
  type SetPriceInput,
  setPrice,
  syncPrices,
} from ".";
import type { AdminCtx } from "./admin-only";
import { perMillion } from "./testing";

const db = useTestDb();
const now = new Date("2026-11-22T12:00:00Z");
const later = new Date("2026-12-01T00:00:00Z");
const named = { provider: "openai", model: "gpt-5" };
const price: SetPriceInput = {
  ...named,
  ...perMillion({ input: "2.5", output: "10" }),
  effectiveFrom: "now",
};

const asAdmin = (check: (ctx: AdminCtx & { db: Tx }) => Promise<void>) =>
  inTestTransaction(db, async (tx) => {
    await syncPrices(tx, new Date("2026-11-01T00:00:00Z"));
    await check({ db: tx, actor: await makeMember(tx, "admin") });
  });

describe("setPrice", () => {
  test("holds from its begin on, and not a moment before", () =>
    asAdmin(async (ctx) => {
      const set = await setPrice(ctx, { ...price, effectiveFrom: later }, now);
      const at = (ms: number) => findPrice(ctx.db, { ...named, at: new Date(later.getTime() + ms) });
      expect((await at(-1))?.source).toMatch("genai-prices");
      expect(await at(0)).toEqual(set);
      expect(set).toMatchObject({ source: "admin", createdBy: ctx.actor.userId, inputPicoUsd: 2_500_000n });
    }));

  test("keeps window and factors where they are left out, and has no tiers then", () =>
    asAdmin(async (ctx) => {
      const before = await findPrice(ctx.db, { ...named, at: now });
      const { contextWindow, batchPermille, flexPermille } = await setPrice(ctx, price, now);
      expect({ contextWindow, batchPermille, flexPermille }).toEqual({
        contextWindow: before?.contextWindow,
        batchPermille: 500,
        flexPermille: 500,
      });
      const plain = {
        ...price,
        contextWindow: null,
        batchPermille: 1_000,
        flexPermille: 900,
        effectiveFrom: later,
      };
      expect(await setPrice(ctx, plain, now)).toMatchObject({
        contextWindow: null,
        flexPermille: 900,
        tiers: [],
      });
    }));

  test("stores tiers as they were given", () =>
    asAdmin(async (ctx) => {
      const tiers = [{ fromInputTokens: 200_001, ...perMillion({ input: "5", output: "15" }) }];
      await setPrice(ctx, { ...price, tiers }, now);
      expect((await findPrice(ctx.db, { ...named, at: now }))?.tiers).toEqual(tiers);
    }));

  const tier = (fromInputTokens: number, input: string) => ({
    fromInputTokens,
    ...perMillion({ input, output: "10" }),
  });
  test.each([
    { wrong: { outputPicoUsd: -1n }, field: "outputPicoUsd", says: "A price is never below zero." },
    { wrong: { inputPicoUsd: 10n ** 12n }, field: "inputPicoUsd", says: "check the decimal point" },
    {
      wrong: { effectiveFrom: new Date("2026-11-22T11:59:59Z") },
      field: "effectiveFrom",
      says: "cannot begin in the past",
    },
    { wrong: { model: "" }, field: "model", says: "Name the provider and the model exactly" },
    { wrong: { model: "gpt-5 " }, field: "model", says: "Name the provider and the model exactly" },
    { wrong: { contextWindow: 0.5 }, field: "contextWindow", says: "whole number of tokens" },
    { wrong: { batchPermille: 1_001 }, field: "batchPermille", says: "between 0 and 1000" },
    { wrong: { tiers: [tier(1_000, "2")] }, field: "tiers", says: "raise its input price" },
    { wrong: { tiers: [tier(2_000, "3"), tier(1_000, "3")] }, field: "tiers", says: "the lowest first" },
  ])("refuses $wrong", ({ wrong, field, says }) =>
    asAdmin(async (ctx) => {
      await expect(setPrice(ctx, { ...price, ...wrong }, now)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining(says),
        details: { field },
      });
    }),
  );

  test("refuses a second price for the same moment", () =>
    asAdmin(async (ctx) => {
      await setPrice(ctx, { ...price, effectiveFrom: later }, now);
      await expect(setPrice(ctx, { ...price, effectiveFrom: later }, now)).rejects.toMatchObject({
        code: "conflict",
      });
    }));

  test("is for admins, as is everything else that changes the book", () =>
    asAdmin(async ({ db: tx }) => {
      const member = { db: tx, actor: await makeMember(tx) };
      const tries = [
        setPrice(member, price, now),
        restoreCataloguePrice(member, named),
        cancelPrice(member, { priceId: newId() }),
        allowUnpriced(member, named),
        forbidUnpriced(member, named),
      ];
      for (const attempt of tries) await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    }));
});

describe("restoreCataloguePrice", () => {
  test("gives the catalogue's price again from now on, and leaves what was", () =>
    asAdmin(async (ctx) => {
      await setPrice(ctx, price, now);
      const restored = await restoreCataloguePrice(ctx, named, { at: later });
      expect(restored).toMatchObject({ inputPicoUsd: 1_250_000n, createdBy: ctx.actor.userId });
      expect(restored.source).toMatch("genai-prices");
      expect((await findPrice(ctx.db, { ...named, at: new Date(later.getTime() - 1) }))?.source).toBe(
        "admin",
      );
    }));

  test("says so where there is nothing to restore or nothing to restore to", () =>
    asAdmin(async (ctx) => {
      await expect(restoreCataloguePrice(ctx, named, { at: now })).rejects.toMatchObject({
        message: "gpt-5 has the catalogue's price already.",
      });
      const own = { provider: "openai", model: "house-model" };
      await setPrice(ctx, { ...price, ...own }, now);
      await expect(restoreCataloguePrice(ctx, own, { at: later })).rejects.toMatchObject({
        message: "The catalogue has no price for house-model: set one yourself.",
      });
    }));

  test("leaves what an admin planned for later", () =>
    asAdmin(async (ctx) => {
      await setPrice(ctx, price, now);
      const planned = await setPrice(ctx, { ...price, effectiveFrom: later }, now);
      await restoreCataloguePrice(ctx, named, { at: new Date("2026-11-23T00:00:00Z") });
      expect((await findPrice(ctx.db, { ...named, at: later }))?.id).toBe(planned.id);
    }));
});

describe("cancelPrice", () => {
  test("takes back a price that has not begun, and refuses one that has", () =>
    asAdmin(async (ctx) => {
      const { id: priceId } = await setPrice(ctx, { ...price, effectiveFrom: later }, now);
      await expect(cancelPrice(ctx, { priceId }, { at: later })).rejects.toMatchObject({ code: "conflict" });
      await cancelPrice(ctx, { priceId }, { at: now });
      expect((await findPrice(ctx.db, { ...named, at: later }))?.source).toMatch("genai-prices");
      await expect(cancelPrice(ctx, { priceId }, { at: now })).rejects.toMatchObject({ code: "conflict" });
    }));

  test("refuses a price that an attempt pins", () =>
    asAdmin(async (ctx) => {
      const { id: priceId } = await setPrice(ctx, { ...price, effectiveFrom: later }, now);
      await pin(ctx, priceId);
      await expect(cancelPrice(ctx, { priceId }, { at: now })).rejects.toMatchObject({ code: "conflict" });
    }));

  test("refuses the catalogue's own", () =>
    asAdmin(async (ctx) => {
      const current = await findPrice(ctx.db, { ...named, at: now });
      const before = new Date("2019-01-01T00:00:00Z");
      await expect(cancelPrice(ctx, { priceId: current?.id ?? "" }, { at: before })).rejects.toMatchObject({
        code: "conflict",
      });
    }));
});

describe("allowUnpriced", () => {
  const own = { provider: "openai", model: "house-model" };
  const mayRun = async (tx: Tx, at: Date) => {
    const models = [own.model, "house-model-2"];
    return [...(await answerPrices(tx, { provider: own.provider, models, at })).values()];
  };

  test("lets exactly that model run until it is forbidden", () =>
    asAdmin(async (ctx) => {
      await allowUnpriced(ctx, own);
      await allowUnpriced(ctx, own);
      expect(await mayRun(ctx.db, now)).toEqual([
        { price: null, mayRunUnpriced: true },
        { price: null, mayRunUnpriced: false },
      ]);
      await forbidUnpriced(ctx, own);
      await forbidUnpriced(ctx, own);
      expect((await mayRun(ctx.db, now))[0]).toEqual({ price: null, mayRunUnpriced: false });
    }));

  test("is refused where there is a price, and a price goes before it", () =>
    asAdmin(async (ctx) => {
      await expect(allowUnpriced(ctx, named)).rejects.toMatchObject({
        message: "gpt-5 has a price, so there is nothing to allow.",
      });
      await allowUnpriced(ctx, own);
      const set = await setPrice(ctx, { ...price, ...own }, now);
      expect((await mayRun(ctx.db, now))[0]?.price).toEqual(set);
    }));
});

/** An attempt that was admitted at that price. */
async function pin({ db: tx, actor: { userId } }: AdminCtx & { db: Tx }, priceId: string): Promise<void> {
  const [threadId, runId] = [newId(), newId()];
  const call = { userId, threadId, ...named, outputTokensMax: 1 };
  await tx.insert(threads).values({ id: threadId, userId, title: "A thread", titleSource: "model" });
  await tx
    .insert(runs)
    .values({ id: runId, ...call, status: "queued", idempotencyKey: runId, requestHash: runId });
  const counts = { inputTokensCounted: 1, inputTokensLikely: 1, number: 1, leaseExpiresAt: now };
  await tx.insert(attempts).values({ id: newId(), runId, ...call, ...counts, purpose: "answer", priceId });
}
