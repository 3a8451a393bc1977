import { parseArgs } from "node:util";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import { listPrices, type Price, syncPrices } from "@/lib/pricing";
import type { Command } from "./command";

const PER_MILLION = 1_000_000n;

export const pricesList: Command = {
  name: "prices list",
  usage: "prices list",
  summary: "Prints today's prices in dollars per 1M tokens, separated by tabs",
  prepare(args) {
    parseArgs({ args, options: {} });
    return async (db) => ({
      lines: ["model\tinput\tcached\toutput\tsince", ...(await listPrices(db)).map(describe)],
    });
  },
};

export const pricesSync: Command = {
  name: "prices sync",
  usage: "prices sync",
  summary: "Takes the catalogue's newest prices into the price book",
  prepare(args) {
    parseArgs({ args, options: {} });
    return async (db) => {
      const { added } = await syncPrices(db);
      return { lines: [added === 1 ? "1 price added" : `${added} prices added`] };
    };
  },
};

function describe(price: Price): string {
  const usd = (rate: PicoUsd) => toDecimalUsd(rate * PER_MILLION);
  const { inputPicoUsd, cachedInputPicoUsd, outputPicoUsd } = price;
  const since = price.effectiveFrom.toISOString().slice(0, 10);
  const rates = [inputPicoUsd, cachedInputPicoUsd, outputPicoUsd].map(usd);
  return [`${price.provider}/${price.model}`, ...rates, since].join("\t");
}
