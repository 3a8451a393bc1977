import { parseArgs } from "node:util";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import {
  findPrice,
  listPrices,
  PRICED_PROVIDERS,
  type Price,
  parseBegin,
  parsePerMillion,
  setPrice,
  syncPrices,
} from "@/lib/pricing";
import type { Db } from "../../db/client";
import { type Command, oneOf, required, UsageError } from "./command";
import { ownerCtx } from "./owner-ctx";

const PER_MILLION = 1_000_000n;

export const pricesList: Command = {
  name: "prices list",
  usage: "prices list",
  summary: "Prints today's prices in dollars per 1M tokens, separated by tabs",
  prepare(args) {
    parseArgs({ args, options: {} });
    return async (db) => ({
      lines: [
        "model\tinput\tcached\toutput\tsince",
        ...(await listPrices(db)).map((price) => describe(price)),
      ],
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

const setOptions = {
  input: { type: "string" },
  output: { type: "string" },
  "cached-input": { type: "string" },
  "cache-write": { type: "string" },
  from: { type: "string" },
} as const;

export const pricesSet: Command = {
  name: "prices set",
  usage:
    "prices set <provider>/<model> --input 2.50 --output 10 [--cached-input 1.25] [--cache-write 2.50] [--from 2026-12-01]",
  summary: "Sets what a model costs in dollars per 1M tokens, from now or from a later day on",
  prepare(args) {
    const { values, positionals } = parseArgs({ args, options: setOptions, allowPositionals: true });
    const named = readModel(positionals);
    const inputPicoUsd = parsePerMillion(required(values.input, "--input"));
    const optional = (text: string | undefined) =>
      text === undefined ? inputPicoUsd : parsePerMillion(text);
    const rates = {
      inputPicoUsd,
      cachedInputPicoUsd: optional(values["cached-input"]),
      cacheWritePicoUsd: optional(values["cache-write"]),
      outputPicoUsd: parsePerMillion(required(values.output, "--output")),
    };
    return async (db) => {
      const effectiveFrom = values.from ? parseBegin(values.from, getEnv().ORG_TIME_ZONE) : "now";
      await refuseToForgetTiers(db, named);
      const price = await setPrice(await ownerCtx(db), { ...named, ...rates, effectiveFrom });
      return { lines: [describe(price, price.effectiveFrom.toISOString())] };
    };
  },
};

/** `provider/model`; a model's name may have slashes of its own. */
function readModel([named, ...others]: string[]): { provider: string; model: string } {
  const [, provider, model] = /^([^/]+)\/(.+)$/.exec(named ?? "") ?? [];
  if (!provider || !model || others.length > 0) {
    throw new UsageError("Name one model with its provider, such as openai/gpt-4o-mini.");
  }
  return { provider: oneOf(provider, PRICED_PROVIDERS, "The provider"), model };
}

/** This command knows one price for all lengths; long contexts must not become cheaper by it unseen. */
async function refuseToForgetTiers(db: Db, named: { provider: string; model: string }): Promise<void> {
  const price = await findPrice(db, named);
  if (price && price.tiers.length > 0) {
    throw new AppError(
      "invalid",
      `${named.model} has long-context prices: set them together at /admin/models.`,
    );
  }
}

function describe(price: Price, since = price.effectiveFrom.toISOString().slice(0, 10)): string {
  const usd = (rate: PicoUsd) => toDecimalUsd(rate * PER_MILLION);
  const { inputPicoUsd, cachedInputPicoUsd, outputPicoUsd } = price;
  const rates = [inputPicoUsd, cachedInputPicoUsd, outputPicoUsd].map(usd);
  return [`${price.provider}/${price.model}`, ...rates, since].join("\t");
}
