import { afterAll, beforeAll, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import type { Plan } from "@/lib/org/types";
import { allowUnpriced, syncPrices } from "@/lib/pricing";
import { pickPlanned } from "../runs/plan-rules";
import { listModels } from "./list";
import { pickModel } from "./pick";

const db = useTestDb();
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream({ models: ["house-a", "house-b", "gpt-4.1-nano"] });
  process.env.OPENAI_BASE_URL = upstream.url;
  process.env.DEFAULT_MODEL = "";
  await syncPrices(db);
});
afterAll(() => upstream.close());

const planOf = (...models: string[]): Plan => ({
  ...{ planId: "plan", name: "Standard", models },
  ...{ inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null },
});

test("nothing unpriced is the default where something with a price is offered", () =>
  inTestTransaction(db, async (tx) => {
    const admin = { db: tx, actor: await makeMember(tx, "admin") };
    for (const model of ["house-a", "house-b"]) await allowUnpriced(admin, { provider: "compatible", model });
    const priced = { model: "gpt-4.1-nano", price: { inputPicoUsd: 100_000n } };
    expect(await pickModel({ db: tx }, undefined)).toMatchObject(priced);
    expect(await pickPlanned({ db: tx }, undefined, planOf("house-b", "gpt-4.1-nano"))).toMatchObject(priced);
    const options = await listModels({ db: tx });
    expect(options.map(({ model }) => model)).toEqual(["gpt-4.1-nano", "house-a", "house-b"]);
    const chosen = await pickModel({ db: tx }, "house-b");
    expect(chosen, "what somebody chose").toMatchObject({ model: "house-b", price: null });
  }));

test("what may run unpriced is the default only where nothing has a price", () =>
  inTestTransaction(db, async (tx) => {
    const admin = { db: tx, actor: await makeMember(tx, "admin") };
    await allowUnpriced(admin, { provider: "compatible", model: "house-b" });
    const found = await pickPlanned({ db: tx }, undefined, planOf("house-a", "house-b"));
    expect(found).toMatchObject({ model: "house-b", price: null });
    await expect(pickPlanned({ db: tx }, undefined, planOf("house-a"))).rejects.toMatchObject({
      code: "invalid",
    });
  }));
