import { afterAll, beforeAll, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { syncPrices } from "@/lib/pricing";
import { listUnofferedPrices } from "./list-unoffered-prices";

const db = useTestDb();
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream({ models: ["gpt-4o-mini"] });
  process.env.OPENAI_BASE_URL = upstream.url;
  process.env.DEFAULT_MODEL = "gpt-4o-mini";
  await syncPrices(db);
});
afterAll(() => upstream.close());

const NAMED = [
  { provider: "anthropic", model: "claude-preview" },
  { provider: "compatible", model: "gpt-4o-mini" },
  { provider: "openai", model: "gpt-4o-mini" },
  { provider: "compatible", model: "gone" },
  { provider: "anthropic", model: "claude-preview" },
];

test("has the prices of what its provider does not offer, each once, in the order asked for", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = { db: tx, actor: await makeMember(tx, "admin") };
    expect(await listUnofferedPrices(ctx, NAMED)).toMatchObject([
      { id: "anthropic/claude-preview", providerLabel: "anthropic", current: null, isInCatalogue: false },
      { id: "openai/gpt-4o-mini", current: { inputPicoUsd: 150_000n }, isInCatalogue: true },
      { id: "compatible/gone", current: null },
    ]);
    expect(await listUnofferedPrices(ctx, [])).toEqual([]);
  }));

test("is not there for members", () =>
  inTestTransaction(db, async (tx) => {
    const member = { db: tx, actor: await makeMember(tx) };
    await expect(listUnofferedPrices(member, NAMED)).rejects.toMatchObject({ code: "not_found" });
  }));
