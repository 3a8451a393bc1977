import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDb } from "@/db/testing";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { syncPrices } from "@/lib/pricing";
import { listModels } from "./list";
import { pickModel } from "./pick";

const db = useTestDb();
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream({ models: ["house-model", "gpt-4o-mini", "gpt-4o-mini-like"] });
  process.env.OPENAI_BASE_URL = upstream.url;
  process.env.DEFAULT_MODEL = "house-model";
  await syncPrices(db);
});
afterAll(() => upstream.close());

test("a default model without a price is shown as such and refused in words", async () => {
  const [first, ...others] = await listModels({ db });
  expect(first).toMatchObject({ model: "house-model", price: null });
  expect(others.map(({ model }) => model)).toEqual(["gpt-4o-mini"]);
  await expect(pickModel({ db }, undefined)).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("house-model has no price in the price book, so it is not called."),
  });
});

test("a model is picked by its option or its own name, and another is not offered", async () => {
  expect((await pickModel({ db }, "compatible/gpt-4o-mini")).price.inputPicoUsd).toBe(150_000n);
  expect((await pickModel({ db }, "gpt-4o-mini")).model).toBe("gpt-4o-mini");
  await expect(pickModel({ db }, "gpt-4o-mini-like")).rejects.toMatchObject({ code: "invalid" });
});
