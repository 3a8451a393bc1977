import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { cancelPrice, findPrice, restoreCataloguePrice, setPrice, syncPrices } from ".";
import type { Catalogue, CataloguePrice } from "./catalogue";
import { catalogued, perMillion } from "./testing";

const own = useOwnDb();
const provider = "syncing";
const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const usd = (dollars: string) => perMillion({ input: dollars, output: dollars });

/** A catalogue of one model, "m", with another exact name, and what is planned for it. */
function catalogueOf(dollars: string, ...planned: Partial<CataloguePrice>[]): Catalogue {
  return {
    prices: [{}, ...planned].map((more) => catalogued(usd(dollars), { provider, model: "m", ...more })),
    aliases: [{ provider, alias: "m-too", model: "m" }],
  };
}

/** Ends with the dollars per 1M input tokens that hold on a day. */
async function inputOn(tx: Tx, n: number, model = "m"): Promise<string | null> {
  const price = await findPrice(tx, { provider, model, at: day(n) });
  return price && String(Number(price.inputPicoUsd) / 1e6);
}

const started = (check: (tx: Tx, ctx: Parameters<typeof setPrice>[0]) => Promise<void>) =>
  inTestTransaction(own.db, async (tx) => {
    await syncPrices(tx, day(1), catalogueOf("1"));
    await check(tx, { db: tx, actor: await makeMember(tx, "admin") });
  });

describe("syncPrices", () => {
  test("adds nothing when there is nothing new", () =>
    started(async (tx) => {
      await syncPrices(tx, day(2));
      expect(await syncPrices(tx, day(3))).toEqual({ added: 0 });
    }));

  test("lets a new price begin with the sync and leaves the past as it was", () =>
    started(async (tx) => {
      expect(await syncPrices(tx, day(3), catalogueOf("2"))).toEqual({ added: 1 });
      expect([await inputOn(tx, 2), await inputOn(tx, 3)]).toEqual(["1", "2"]);
      expect([await inputOn(tx, 2, "m-too"), await inputOn(tx, 3, "m-too")]).toEqual(["1", "2"]);
    }));

  test("gives a model that is new in the catalogue no past", () =>
    started(async (tx) => {
      const { prices, aliases } = catalogueOf("1");
      const more = catalogued(usd("5"), { provider, model: "new" });
      await syncPrices(tx, day(3), { prices: [...prices, more], aliases });
      expect([await inputOn(tx, 2, "new"), await inputOn(tx, 3, "new")]).toEqual([null, "5"]);
    }));

  test("gives a name that is new in the catalogue the price it leads to, from then on", () =>
    started(async (tx) => {
      const { prices, aliases } = catalogueOf("1");
      const later = { prices, aliases: [...aliases, { provider, alias: "m-three", model: "m" }] };
      await syncPrices(tx, day(3), later);
      expect([await inputOn(tx, 2, "m-three"), await inputOn(tx, 3, "m-three")]).toEqual([null, "1"]);
    }));

  test("takes what the catalogue plans, and takes it back when the catalogue does", () =>
    started(async (tx) => {
      const planned = { effectiveFrom: day(10), ...usd("3") };
      await syncPrices(tx, day(2), catalogueOf("1", planned));
      expect([await inputOn(tx, 9), await inputOn(tx, 10)]).toEqual(["1", "3"]);
      await syncPrices(tx, day(3), catalogueOf("1", { ...planned, ...usd("4") }));
      expect([await inputOn(tx, 9), await inputOn(tx, 10)]).toEqual(["1", "4"]);
      await syncPrices(tx, day(4), catalogueOf("1"));
      expect([await inputOn(tx, 9), await inputOn(tx, 10)]).toEqual(["1", "1"]);
    }));

  test("leaves an admin's price until it is restored, whatever the catalogue says or plans", () =>
    started(async (tx, ctx) => {
      const planned = { effectiveFrom: day(10), ...usd("3") };
      await syncPrices(tx, day(2), catalogueOf("1", planned));
      await setPrice(ctx, { provider, model: "m", ...usd("7"), effectiveFrom: "now" }, day(3));
      const catalogue = catalogueOf("2", planned);
      expect(await syncPrices(tx, day(4), catalogue)).toEqual({ added: 0 });
      expect([await inputOn(tx, 4), await inputOn(tx, 10), await inputOn(tx, 10, "m-too")]).toEqual([
        "7",
        "7",
        "7",
      ]);
      await restoreCataloguePrice(ctx, { provider, model: "m" }, { at: day(5), catalogue });
      expect([await inputOn(tx, 4), await inputOn(tx, 5), await inputOn(tx, 10)]).toEqual(["7", "2", "3"]);
      expect(await syncPrices(tx, day(6), catalogue)).toEqual({ added: 0 });
      await syncPrices(tx, day(7), catalogueOf("2.5", planned));
      expect([await inputOn(tx, 6), await inputOn(tx, 7)]).toEqual(["2", "2.5"]);
    }));

  test("keeps a restored name of an unknown endpoint's at the maker's price", () =>
    inTestTransaction(own.db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const named = { provider: "compatible", model: "house-model" };
      const of = (dollars: string): Catalogue => ({
        prices: [catalogued(usd(dollars), { provider: "cohere", model: "house-model" })],
        aliases: [],
      });
      await syncPrices(tx, day(1), of("1"));
      await setPrice(ctx, { ...named, ...usd("7"), effectiveFrom: "now" }, day(2));
      await restoreCataloguePrice(ctx, named, { at: day(3), catalogue: of("1") });
      await syncPrices(tx, day(4), of("2"));
      const prices = await Promise.all([2, 3, 4].map((n) => findPrice(tx, { ...named, at: day(n) })));
      expect(prices.map((price) => price?.inputPicoUsd)).toEqual([7_000_000n, 1_000_000n, 2_000_000n]);
    }));

  test("brings back what the catalogue plans once the price that displaced it is cancelled", () =>
    started(async (tx, ctx) => {
      const catalogue = catalogueOf("1", { effectiveFrom: day(10), ...usd("3") });
      await syncPrices(tx, day(2), catalogue);
      const own = { provider, model: "m", ...usd("7"), effectiveFrom: day(9) };
      const set = await setPrice(ctx, own, day(3));
      expect([await inputOn(tx, 9), await inputOn(tx, 10)]).toEqual(["7", "7"]);
      await cancelPrice(ctx, { priceId: set.id }, { at: day(4), catalogue });
      expect([await inputOn(tx, 9), await inputOn(tx, 10)]).toEqual(["1", "3"]);
    }));
});
