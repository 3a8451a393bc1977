import { z } from "zod";
import { BULK_MAX } from "@/lib/bulk";
import { getEnv } from "@/lib/env";
import { parseBegin, parsePerMillion, type SetPriceInput } from "@/lib/pricing";

const text = z.string().trim();

export const namedModel = z.object({ provider: text, model: text });
const CHOOSE = "Select at least one.";
/** Longer than any name of a provider with one of a model. */
const NAME_MAX = 260;
/** What is selected, as `provider/model`. */
export const namedModels = z.object({
  ids: z
    .array(
      z
        .string()
        .max(NAME_MAX, CHOOSE)
        .regex(/^[^/]+\/./, CHOOSE),
      CHOOSE,
    )
    .min(1, CHOOSE)
    .max(BULK_MAX, `Select at most ${BULK_MAX} at once.`),
});
export const priceId = z.object({ priceId: z.uuid() });

/** Runs a parser of typed text; its RangeError is what stands below the field. */
function read<T>(parse: (typed: string) => T) {
  return text.transform((typed, context): T => {
    try {
      return parse(typed);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue(error.message);
      return z.NEVER;
    }
  });
}

const rate = read(parsePerMillion);
const rateOrNone = read((typed) => (typed === "" ? null : parsePerMillion(typed)));
const rates = {
  inputPicoUsd: rate,
  cachedInputPicoUsd: rateOrNone,
  cacheWritePicoUsd: rateOrNone,
  outputPicoUsd: rate,
};

function readTokens(typed: string): number {
  const digits = typed.replaceAll(/[\s,_]/g, "");
  if (/^\d{1,9}$/.test(digits)) return Number(digits);
  throw new RangeError("Enter a whole number of tokens, such as 128000.");
}

const typedTier = z.object({ fromInputTokens: read(readTokens), ...rates });

/** The steps come as JSON; what is wrong in any of them is told below them all. */
const tiers = text.transform((json, context) => {
  const parsed = z.array(typedTier).safeParse(readJson(json));
  if (parsed.success) return parsed.data.map(withInputRates);
  const [issue] = parsed.error.issues;
  context.addIssue(issue?.code === "custom" ? issue.message : "Check the long-context prices.");
  return z.NEVER;
});

/** The form of a price, as `setPrice` wants it. Dollars are per 1M tokens; moments are in the organisation's zone. */
export const priceInput = namedModel
  .extend({
    ...rates,
    tiers,
    contextWindow: read((typed) => (typed === "" ? null : readTokens(typed))),
    begins: z.enum(["now", "later"]),
    effectiveFrom: text.optional(),
  })
  .transform(({ begins, effectiveFrom, ...price }, context): SetPriceInput => {
    const input = { ...withInputRates(price), effectiveFrom: "now" as const };
    if (begins === "now") return input;
    try {
      return { ...input, effectiveFrom: parseBegin(effectiveFrom ?? "", getEnv().ORG_TIME_ZONE) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue({
        code: "custom",
        path: ["effectiveFrom"],
        message: "Choose the day and the time at which it begins.",
      });
      return z.NEVER;
    }
  });

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

type OptionalRates = {
  inputPicoUsd: bigint;
  cachedInputPicoUsd: bigint | null;
  cacheWritePicoUsd: bigint | null;
};

/** Where nothing is said about caches, their tokens cost what every other input token does. */
function withInputRates<T extends OptionalRates>(price: T) {
  return {
    ...price,
    cachedInputPicoUsd: price.cachedInputPicoUsd ?? price.inputPicoUsd,
    cacheWritePicoUsd: price.cacheWritePicoUsd ?? price.inputPicoUsd,
  };
}
