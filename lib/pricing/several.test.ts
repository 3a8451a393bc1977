import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { auditEntries, unpricedModels } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import {
  allowUnpricedModels,
  findPrice,
  forbidUnpricedModels,
  restoreCataloguePrices,
  setPrice,
  syncPrices,
} from ".";
import type { AdminCtx } from "./admin-only";

const db = useTestDb();
const RATES = { inputPicoUsd: 1n, cachedInputPicoUsd: 1n, cacheWritePicoUsd: 1n, outputPicoUsd: 2n };
const [long, lately] = [-2_000, -1_000].map((ms) => new Date(Date.now() + ms));

type OwnCtx = AdminCtx & { db: Tx };

const asAdmin = (check: (ctx: OwnCtx) => Promise<void>) =>
  inTestTransaction(db, async (tx) => {
    await syncPrices(tx);
    await check({ db: tx, actor: await makeMember(tx, "admin") });
  });

const setByAdmin = (ctx: OwnCtx, model: string) =>
  setPrice(ctx, { provider: "openai", model, ...RATES, effectiveFrom: "now" }, long);

const actsOf = async ({ db: tx, actor }: OwnCtx, act: "price.restore" | "price.allow_unpriced") =>
  tx
    .select({ id: auditEntries.subjectId })
    .from(auditEntries)
    .where(and(eq(auditEntries.userId, actor.userId), eq(auditEntries.act, act)))
    .orderBy(auditEntries.id);

describe("allowUnpricedModels and forbidUnpricedModels", () => {
  test("leave out what has a price, and record each of the others once", () =>
    asAdmin(async (ctx) => {
      const models = ["house/one", "openai/gpt-4o", "house/two/large", "house/one"];
      const outcome = await allowUnpricedModels(ctx, { models });
      expect(outcome).toEqual({
        done: ["house/one", "house/two/large"],
        refused: ["gpt-4o has a price, so there is nothing to allow."],
      });
      const allowed = await ctx.db.select().from(unpricedModels).where(eq(unpricedModels.provider, "house"));
      expect(allowed.map(({ model }) => model).sort()).toEqual(["one", "two/large"]);
      expect(await actsOf(ctx, "price.allow_unpriced")).toHaveLength(2);
      expect(await allowUnpricedModels(ctx, { models: ["house/one"] })).toEqual({ done: [], refused: [] });
      expect((await forbidUnpricedModels(ctx, { models })).done).toEqual(["house/one", "house/two/large"]);
      expect(await forbidUnpricedModels(ctx, { models })).toEqual({ done: [], refused: [] });
    }));

  test("refuse a member, and where all are refused", () =>
    asAdmin(async (ctx) => {
      const member = { ...ctx, actor: await makeMember(ctx.db) };
      const one = { models: ["house/one"] };
      await expect(allowUnpricedModels(member, one)).rejects.toMatchObject({ code: "forbidden" });
      await expect(forbidUnpricedModels(member, one)).rejects.toMatchObject({ code: "forbidden" });
      await expect(restoreCataloguePrices(member, one)).rejects.toMatchObject({ code: "forbidden" });
      await expect(allowUnpricedModels(ctx, { models: ["openai/gpt-4o"] })).rejects.toMatchObject({
        code: "invalid",
      });
    }));
});

describe("restoreCataloguePrices", () => {
  test("ends the admin's price of each that the catalogue has, and tells of the others", () =>
    asAdmin(async (ctx) => {
      const price = (model: string) => findPrice(ctx.db, { provider: "openai", model });
      const [mini, whole] = [await price("gpt-4o-mini"), await price("gpt-4o")];
      for (const model of ["gpt-4o-mini", "gpt-4o", "house-model"]) await setByAdmin(ctx, model);
      expect(await price("gpt-4o")).toMatchObject(RATES);
      const models = ["openai/gpt-4o-mini", "openai/house-model", "openai/o3", "openai/gpt-4o"];
      const outcome = await restoreCataloguePrices(ctx, { models }, lately ? { at: lately } : {});
      expect(outcome).toEqual({
        done: ["openai/gpt-4o", "openai/gpt-4o-mini"],
        refused: [
          "The catalogue has no price for house-model: set one yourself.",
          "o3 has the catalogue's price already.",
        ],
      });
      expect(await price("gpt-4o-mini")).toMatchObject({
        ...{ inputPicoUsd: mini?.inputPicoUsd, source: mini?.source },
      });
      expect(await price("gpt-4o")).toMatchObject({ outputPicoUsd: whole?.outputPicoUsd });
      expect(await price("house-model")).toMatchObject(RATES);
      expect(await actsOf(ctx, "price.restore")).toHaveLength(2);
    }));
});
