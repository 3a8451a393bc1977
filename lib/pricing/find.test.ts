import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { priceAliases } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import {
  answerPrices,
  findPrice,
  type HeldNow,
  heldNow,
  listPrices,
  listTimelines,
  setPrice,
  syncPrices,
} from ".";
import { insertPrices, toNewPrice } from "./book";
import { offeredBy, readCatalogue } from "./catalogue";
import { priceAt } from "./names";
import { catalogued, perMillion } from "./testing";

const db = useTestDb();
const at = new Date("2026-11-22T12:00:00Z");
const ONE = perMillion({ input: "1", output: "1" });
const TWO = perMillion({ input: "2", output: "2" });

async function given(tx: Tx, ...rows: Parameters<typeof catalogued>[1][]): Promise<void> {
  await insertPrices(
    tx,
    rows.map((row) => toNewPrice({ ...catalogued(ONE, row), createdBy: null })),
  );
}

const withPrices = (check: (tx: Tx) => Promise<void>) =>
  inTestTransaction(db, async (tx) => {
    await syncPrices(tx, at);
    await check(tx);
  });

describe("findPrice", () => {
  test("knows exact names, aliases and dated releases, and nothing that only looks alike", () =>
    withPrices(async (tx) => {
      const find = (provider: string, model: string) => findPrice(tx, { provider, model, at });
      expect((await find("openai", "gpt-4o-mini"))?.inputPicoUsd).toBe(150_000n);
      expect((await find("openai", "gpt-4o-mini-2024-07-18"))?.model).toBe("gpt-4o-mini");
      expect((await find("anthropic", "claude-sonnet-4-5-20250929"))?.model).toBe("claude-sonnet-4-5");
      expect((await find("compatible", "gpt-4o-mini"))?.provider).toBe("openai");
      expect((await find("azure", "gpt-4o-mini"))?.model).toBe("gpt-4o-mini");
      expect((await find("demo", "demo-model"))?.outputPicoUsd).toBe(600_000n);
      expect((await find("ollama", "anything:7b"))?.outputPicoUsd).toBe(0n);
      for (const stranger of [
        "gpt-4o-mini-turbo",
        "my-gpt-4o-mini",
        "gpt-4o-mi",
        "gpt-4o-mini-2024",
        "",
        "*",
      ]) {
        expect(await find("openai", stranger), stranger).toBeNull();
      }
    }));

  test("has the prices that the source documents were right about (E18: gpt-3.5 by its date)", () =>
    withPrices(async (tx) => {
      const expected: [string, string, string, string][] = [
        ["openai", "gpt-4o-mini", "0.15", "0.6"],
        ["openai", "gpt-4o", "2.5", "10"],
        ["openai", "gpt-4-turbo", "10", "30"],
        ["openai", "gpt-4", "30", "60"],
        ["openai", "gpt-3.5-turbo", "0.5", "1.5"],
        ["anthropic", "claude-3-opus-20240229", "15", "75"],
        ["anthropic", "claude-3-sonnet-20240229", "3", "15"],
      ];
      for (const [provider, model, input, output] of expected) {
        const { inputPicoUsd, outputPicoUsd } = perMillion({ input, output });
        const price = await findPrice(tx, { provider, model, at });
        expect(price, model).toMatchObject({ inputPicoUsd, outputPicoUsd });
      }
    }));

  test("never takes a part of a name, whatever a model is called", () =>
    inTestTransaction(db, async (tx) => {
      const names = ["m", "m-mini", "my-m", "m-2026", "m.1", "M", "m%", "m_"];
      await given(tx, ...names.map((model) => ({ provider: "substrings", model })));
      for (const model of [...names, "m-2026-01-01", "m-mini-20260101"]) {
        const found = await findPrice(tx, { provider: "substrings", model, at });
        expect(found?.model, model).toBe(model.replace(/-(2026-01-01|20260101)$/, ""));
      }
      for (const stranger of ["m-", "-m", "m-min", "m-mini-x", "m-2026-1-1", "mm", "m-2026-01-01-x", "m "]) {
        expect(await findPrice(tx, { provider: "substrings", model: stranger, at }), stranger).toBeNull();
      }
      expect(await findPrice(tx, { provider: "substring", model: "m", at })).toBeNull();
    }));

  test("prefers a model's own name, then an alias, then its undated name, and of each the newest", () =>
    inTestTransaction(db, async (tx) => {
      const provider = "ranks";
      const wanted = { provider, model: "m-2026-01-01", at };
      const later = new Date("2026-06-01T00:00:00Z");
      await given(tx, { provider, model: "m", effectiveFrom: later });
      expect((await findPrice(tx, wanted))?.model).toBe("m");
      await given(tx, { provider, model: "other" });
      await tx.insert(priceAliases).values({ provider, alias: wanted.model, model: "other" });
      expect((await findPrice(tx, wanted))?.model).toBe("other");
      await given(tx, { provider, model: wanted.model });
      expect((await findPrice(tx, wanted))?.model).toBe(wanted.model);
    }));

  test("prefers a price of the endpoint's own to the makers', and of the own machine's to free", () =>
    withPrices(async (tx) => {
      await given(
        tx,
        { provider: "compatible", model: "gpt-4o-mini" },
        { provider: "ollama", model: "llama3" },
      );
      const compatible = await findPrice(tx, { provider: "compatible", model: "gpt-4o-mini", at });
      expect(compatible?.provider).toBe("compatible");
      expect((await findPrice(tx, { provider: "ollama", model: "llama3", at }))?.inputPicoUsd).toBe(
        1_000_000n,
      );
      expect((await findPrice(tx, { provider: "ollama", model: "llama3.1", at }))?.inputPicoUsd).toBe(0n);
    }));

  test("answers with the price of the instant asked for, from the first instant of each on", () =>
    inTestTransaction(db, async (tx) => {
      const provider = "instants";
      const change = new Date("2026-12-01T00:00:00Z");
      await given(tx, { provider }, { provider, ...TWO, effectiveFrom: change });
      const inputAt = async (ms: number) =>
        (await findPrice(tx, { provider, model: "some-model", at: new Date(ms) }))?.inputPicoUsd;
      expect(await inputAt(change.getTime() - 1)).toBe(1_000_000n);
      expect(await inputAt(change.getTime())).toBe(2_000_000n);
      expect(await inputAt(new Date("2019-12-31T23:59:59Z").getTime())).toBeUndefined();
    }));

  test("says the same as the catalogue itself, for every name in it", () =>
    inTestTransaction(db, async (tx) => {
      const catalogue = readCatalogue();
      await syncPrices(tx, at, catalogue);
      const names = new Map<string, Set<string>>();
      const add = (provider: string, name: string) =>
        names.set(provider, (names.get(provider) ?? new Set()).add(name));
      for (const { provider, model } of catalogue.prices) add(provider, model);
      for (const { provider, alias } of catalogue.aliases) add(provider, alias);
      for (const [provider, models] of names) {
        const answers = await answerPrices(tx, { provider, models: [...models], at });
        expect(answers.size).toBe(models.size);
        for (const model of models) {
          const offered = priceAt(offeredBy(catalogue, { provider, model }), at);
          const { price } = answers.get(model) ?? {};
          expect(price?.inputPicoUsd, `${provider}/${model}`).toBe(offered?.inputPicoUsd);
          expect(price?.outputPicoUsd, `${provider}/${model}`).toBe(offered?.outputPicoUsd);
        }
      }
    }));
});

describe("heldNow", () => {
  test("tells an admission which prices hold, in the order asked, by the database's clock", () =>
    withPrices(async (tx) => {
      const admin = { db: tx, actor: await makeMember(tx, "admin") };
      const named = { provider: "openai", model: "gpt-4o-mini" };
      const unknown = { provider: "openai", model: "no-such-model" };
      const before = await findPrice(tx, named);
      const [rows] = await pipeline<[HeldNow]>(tx, [heldNow([unknown, named, named])]);
      const byPlace = new Map(rows.map((row) => [row.n, row.price_id]));
      expect([0, 1, 2].map((n) => byPlace.get(n))).toEqual([null, before?.id, before?.id]);
      const past = new Date(Date.now() - 1_000);
      const set = await setPrice(admin, { ...named, ...ONE, effectiveFrom: "now" }, past);
      const [[row]] = await pipeline<[HeldNow]>(tx, [heldNow([named])]);
      expect(row).toEqual({ n: 0, price_id: set.id, may_run_unpriced: false });
    }));
});

describe("listPrices", () => {
  test("has each model's price of today, also where another is planned", () =>
    withPrices(async (tx) => {
      const listed = await listPrices(tx, at);
      expect(listed.length).toBeGreaterThan(500);
      expect(listed.every((price) => price.inputPicoUsd >= 0n && price.effectiveFrom <= at)).toBe(true);
      const planned = readCatalogue().prices.find((price) => price.effectiveFrom > at);
      expect(listed.some(({ model }) => model === planned?.model)).toBe(true);
    }));
});

describe("listTimelines", () => {
  test("says who set what from when on, and what is planned", () =>
    withPrices(async (tx) => {
      const actor = await makeMember(tx, "admin");
      const named = { provider: "compatible", model: "gpt-4o-mini" };
      const planned = new Date("2026-12-01T00:00:00Z");
      await setPrice({ db: tx, actor }, { ...named, ...ONE, effectiveFrom: "now" }, at);
      await setPrice({ db: tx, actor }, { ...named, ...TWO, effectiveFrom: planned }, at);
      const timelines = await listTimelines(tx, { provider: "compatible", models: ["gpt-4o-mini", "none"] });
      expect(timelines.get("none")).toEqual([]);
      expect(
        timelines.get("gpt-4o-mini")?.map((price) => [price.provider, price.setBy, price.effectiveFrom]),
      ).toEqual([
        ["openai", null, new Date("2020-01-01T00:00:00Z")],
        ["compatible", "Member 07", at],
        ["compatible", "Member 07", planned],
      ]);
    }));
});
