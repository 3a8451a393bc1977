import { afterAll, beforeAll, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { allowUnpriced, forbidUnpriced, setPrice, syncPrices } from "@/lib/pricing";
import { listModels } from "./list";
import { chooseModel, pickModel, pickTitleModel, priceModel } from "./pick";

const db = useTestDb();
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream({ models: ["house-model", "gpt-4o-mini", "gpt-4o-mini-like"] });
  process.env.OPENAI_BASE_URL = upstream.url;
  process.env.DEFAULT_MODEL = "house-model";
  await syncPrices(db);
});
afterAll(() => upstream.close());

const HOUSE_MODEL = { provider: "compatible", model: "house-model" };
const HOUSE_ANSWERS = { model: "house-model", price: null };
const RATES = {
  inputPicoUsd: 1n,
  cachedInputPicoUsd: 1n,
  cacheWritePicoUsd: 1n,
  outputPicoUsd: 10n ** 6n,
};

test("a default model without a price is shown as such, refused in words, and another one answers", async () => {
  const [first, ...others] = await listModels({ db });
  expect(first).toMatchObject({ model: "gpt-4o-mini" });
  expect(others).toMatchObject([{ model: "house-model", price: null, unpriced: false }]);
  expect(await pickModel({ db }, undefined)).toMatchObject({ model: "gpt-4o-mini" });
  await expect(pickModel({ db }, "house-model")).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("house-model has no price in the price book, so it is not called."),
  });
});

test("a model is picked by its option or its own name, and another is not offered", async () => {
  expect((await pickModel({ db }, "compatible/gpt-4o-mini")).price?.inputPicoUsd).toBe(150_000n);
  expect((await pickModel({ db }, "gpt-4o-mini")).model).toBe("gpt-4o-mini");
  await expect(pickModel({ db }, "gpt-4o-mini-like")).rejects.toMatchObject({ code: "invalid" });
  await expect(pickModel({ db }, "gpt-4o")).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("gpt-4o is not offered here. Choose one of: house-model"),
  });
});

test("a model without a price runs unpriced where an admin allows exactly that, and no longer", () =>
  inTestTransaction(db, async (tx) => {
    const admin = { db: tx, actor: await makeMember(tx, "admin") };
    await allowUnpriced(admin, HOUSE_MODEL);
    expect(await pickModel({ db: tx }, "house-model")).toMatchObject({ model: "house-model", price: null });
    expect((await listModels({ db: tx }))[0]).toMatchObject({ unpriced: true, free: false, price: null });
    expect(await pickModel({ db: tx }, undefined), "named by the environment").toMatchObject(HOUSE_ANSWERS);
    await expect(pickModel({ db: tx }, "gpt-4o-mini-like")).rejects.toMatchObject({ code: "invalid" });
    await forbidUnpriced(admin, HOUSE_MODEL);
    await expect(pickModel({ db: tx }, "house-model")).rejects.toMatchObject({ code: "invalid" });
  }));

test("a price that begins holds for the next pick, with nothing remembered from the last", () =>
  inTestTransaction(db, async (tx) => {
    const admin = { db: tx, actor: await makeMember(tx, "admin") };
    await allowUnpriced(admin, HOUSE_MODEL);
    const chosen = await chooseModel("house-model");
    expect((await priceModel(tx, chosen)).price).toBeNull();
    const set = await setPrice(
      admin,
      { ...HOUSE_MODEL, ...RATES, effectiveFrom: "now" },
      new Date(Date.now() - 1_000),
    );
    expect((await priceModel(tx, chosen)).price).toEqual(set);
    expect((await listModels({ db: tx }))[0]).toMatchObject({ unpriced: false, model: "house-model" });
  }));

test("a thread is named by a cheap model, also where the answer was unpriced, but by none that costs more", () =>
  inTestTransaction(db, async (tx) => {
    const admin = { db: tx, actor: await makeMember(tx, "admin") };
    await allowUnpriced(admin, HOUSE_MODEL);
    const unpriced = await pickModel({ db: tx }, "house-model");
    expect(await pickTitleModel({ db: tx }, unpriced)).toMatchObject({ model: "gpt-4o-mini" });
    const cheap = { ...HOUSE_MODEL, ...RATES, outputPicoUsd: 1n, effectiveFrom: "now" as const };
    await setPrice(admin, cheap, new Date(Date.now() - 1_000));
    const answered = await pickModel({ db: tx }, "house-model");
    expect(await pickTitleModel({ db: tx }, answered)).toEqual(answered);
  }));
