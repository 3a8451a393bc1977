import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import type { Ctx } from "@/lib/org/types";
import { allowUnpriced, setPrice, syncPrices } from "@/lib/pricing";
import { sheetLines } from "@/lib/reports";
import { modelsFile } from "./file";

const db = useTestDb();
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream({ models: ["gpt-4o-mini", "house-model", "new-model", "steps"] });
  process.env.OPENAI_BASE_URL = upstream.url;
  process.env.DEFAULT_MODEL = "gpt-4o-mini";
  await syncPrices(db);
});
afterAll(() => upstream.close());

const asAdmin = (check: (ctx: Ctx & { db: Tx }) => Promise<void>) =>
  inTestTransaction(db, async (tx) => check({ db: tx, actor: await makeMember(tx, "admin") }));

async function linesOf(ctx: Ctx, text?: string): Promise<string[]> {
  let file = "";
  for await (const line of sheetLines(modelsFile(ctx, { text }).sheet)) file += line;
  return file.trimEnd().split("\r\n");
}

const RATES = {
  ...{ inputPicoUsd: 1_250_000n, cachedInputPicoUsd: 125_000n },
  ...{ cacheWritePicoUsd: 0n, outputPicoUsd: 10_000_001n },
};
const provider = "compatible";
const [before, later] = [new Date(Date.now() - 5_000), new Date("2100-01-01T00:00:00Z")];

test("has a line for each price and each of its steps, exactly as they are reckoned with", () =>
  asAdmin(async (ctx) => {
    const tiers = [{ ...RATES, fromInputTokens: 200_001, outputPicoUsd: 15_000_000n }];
    const steps = { provider, model: "steps", ...RATES };
    await setPrice(ctx, { ...steps, tiers, contextWindow: 400_000, effectiveFrom: "now" }, before);
    await setPrice(ctx, { ...steps, effectiveFrom: later }, before);
    const lines = await linesOf(ctx, "steps");
    expect(lines[0]).toBe(
      "provider,model,called,price,since,from_input_tokens,input_usd_per_1m,cached_input_usd_per_1m,cache_write_usd_per_1m,output_usd_per_1m,batch_percent,flex_percent,context_window,source,set_by",
    );
    const since = before.toISOString();
    expect(lines.slice(1)).toEqual([
      `compatible,steps,yes,current,${since},0,1.25,0.125,0,10.000001,100,100,400000,admin,Member 07`,
      `compatible,steps,yes,current,${since},200001,1.25,0.125,0,15,100,100,400000,admin,Member 07`,
      expect.stringMatching(/^compatible,steps,yes,planned,2100-01-01T00:00:00\.000Z,0,1\.25,/),
    ]);
  }));

test("says which models have no price, and which of them are called all the same", () =>
  asAdmin(async (ctx) => {
    await allowUnpriced(ctx, { provider, model: "house-model" });
    const lines = await linesOf(ctx);
    const of = (model: string) => lines.filter((line) => line.startsWith(`compatible,${model},`));
    expect(of("house-model")).toEqual([`compatible,house-model,unpriced,none${",".repeat(11)}`]);
    expect(of("new-model")).toEqual([`compatible,new-model,no,none${",".repeat(11)}`]);
    expect(of("gpt-4o-mini")[0]).toMatch(/^compatible,gpt-4o-mini,yes,current,,0,0\.15,.*,genai-prices/);
    expect(await linesOf(ctx, "nothing like it")).toHaveLength(1);
  }));
