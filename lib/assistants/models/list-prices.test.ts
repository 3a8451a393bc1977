import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import type { Ctx } from "@/lib/org/types";
import { allowUnpriced, restoreCataloguePrice, setPrice, syncPrices } from "@/lib/pricing";
import { listModelPrices } from "./list-prices";

const db = useTestDb();
let upstream: Upstream;
const MODELS = ["gpt-4o-mini", "house-model", "gpt-4o", "o3"];

beforeAll(async () => {
  upstream = await startUpstream({ models: MODELS });
  process.env.OPENAI_BASE_URL = upstream.url;
  process.env.DEFAULT_MODEL = "o3";
  await syncPrices(db);
});
afterAll(() => upstream.close());

const RATES = { inputPicoUsd: 1n, cachedInputPicoUsd: 1n, cacheWritePicoUsd: 1n, outputPicoUsd: 2n };
const MINI = { provider: "compatible", model: "gpt-4o-mini" };

const asAdmin = (check: (ctx: Ctx & { db: Tx }) => Promise<void>) =>
  inTestTransaction(db, async (tx) => check({ db: tx, actor: await makeMember(tx, "admin") }));

async function find(ctx: Ctx, text: string) {
  const [model] = (await listModelPrices(ctx, { text })).models;
  if (!model) throw new Error(`${text} is not listed.`);
  return model;
}

test("lists what the providers offer by name, a page at a time", () =>
  asAdmin(async (ctx) => {
    const first = await listModelPrices(ctx, { limit: 3 });
    expect(first.models.map(({ model }) => model)).toEqual(["gpt-4o", "gpt-4o-mini", "house-model"]);
    const second = await listModelPrices(ctx, { limit: 3, cursor: first.nextCursor ?? "" });
    expect(second.models.map(({ model }) => model)).toEqual(["o3"]);
    expect([second.nextCursor, second.unread]).toEqual([null, []]);
  }));

test("goes on where it was when the model at the page's end is offered no more", () =>
  asAdmin(async (ctx) => {
    for (const [gone, rest] of [
      ["gpt-4o-large", ["gpt-4o-mini", "house-model", "o3"]],
      ["a-model", ["gpt-4o", "gpt-4o-mini", "house-model", "o3"]],
      ["z-model", []],
    ] as const) {
      const { models, nextCursor } = await listModelPrices(ctx, { cursor: `compatible/${gone}` });
      expect([models.map(({ model }) => model), nextCursor]).toEqual([rest, null]);
    }
    for (const cursor of ["", "o3", "/o3", "nobody/o3"]) {
      expect((await listModelPrices(ctx, { cursor })).models).toHaveLength(MODELS.length);
    }
  }));

test("finds by a part of a name", () =>
  asAdmin(async (ctx) => {
    const { models } = await listModelPrices(ctx, { text: " MINI " });
    expect(models.map(({ model }) => model)).toEqual(["gpt-4o-mini"]);
    expect((await listModelPrices(ctx, { text: "nothing like it" })).models).toEqual([]);
  }));

test("says what a model costs, who set it, what it cost before and what it will cost", () =>
  asAdmin(async (ctx) => {
    expect(await find(ctx, "gpt-4o-mini")).toMatchObject({
      current: { provider: "openai", setBy: null, inputPicoUsd: 150_000n },
      past: [],
      planned: [],
      isInCatalogue: true,
    });
    const [longAgo, lately, later] = [-2_000, -1_000, 60_000].map((ms) => new Date(Date.now() + ms));
    await setPrice(ctx, { ...MINI, ...RATES, effectiveFrom: "now" }, longAgo);
    await setPrice(ctx, { ...MINI, ...RATES, outputPicoUsd: 3n, effectiveFrom: later ?? "now" }, longAgo);
    const set = await find(ctx, "gpt-4o-mini");
    expect(set.current).toMatchObject({ source: "admin", setBy: "Member 07", outputPicoUsd: 2n });
    expect(set.past).toMatchObject([{ provider: "openai" }]);
    expect(set.planned).toMatchObject([{ setBy: "Member 07", outputPicoUsd: 3n }]);
    await restoreCataloguePrice(ctx, MINI, lately ? { at: lately } : {});
    const restored = await find(ctx, "gpt-4o-mini");
    expect(restored.current).toMatchObject({ setBy: "Member 07", inputPicoUsd: 150_000n });
    expect(restored.current?.source).toMatch("genai-prices");
    expect(restored.past).toHaveLength(2);
  }));

test("says which models have no price, and which of them may run", () =>
  asAdmin(async (ctx) => {
    expect(await find(ctx, "house")).toMatchObject({
      current: null,
      isInCatalogue: false,
      mayRunUnpriced: false,
    });
    await allowUnpriced(ctx, { provider: "compatible", model: "house-model" });
    expect(await find(ctx, "house")).toMatchObject({ current: null, mayRunUnpriced: true });
  }));

test("is not there for members", () =>
  inTestTransaction(db, async (tx) => {
    const member = { db: tx, actor: await makeMember(tx) };
    await expect(listModelPrices(member, {})).rejects.toMatchObject({ code: "not_found" });
  }));
