import type { Conn } from "@/db/client";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { answerPrices, type Price } from "@/lib/pricing";
import type { PriceAnswer } from "@/lib/pricing/types";
import { answersTo, standardOf } from "./answers";
import { type Candidate, listOffered, type Offered } from "./offered";

/** `price` is null only for a model that an admin lets run unpriced. */
export type Target = Offered & { price: Price | null };

/**
 * The model that answers, with its price: the one asked for by its option id or bare name, else the default.
 * Throws `invalid` when it is not offered or has no price: without a price there is no call.
 */
export async function pickModel(ctx: Pick<Ctx, "db">, wanted: string | undefined): Promise<Target> {
  return priceModel(ctx.db, await chooseModel(wanted));
}

/**
 * Who can answer, without prices and without the database: those called so, or all where nobody chose. Several providers
 * may have a model of the same name. Throws `invalid` when it is not offered.
 */
export async function chooseModel(wanted: string | undefined): Promise<Candidate[]> {
  const offered = await listOffered();
  const chosen = wanted ? offered.filter(({ id, model }) => id === wanted || model === wanted) : offered;
  if (chosen.length === 0) throw notOffered(wanted, offered);
  return chosen;
}

/**
 * The one of them that answers, as `standardOf` says, with what it costs at this moment by the database's clock. A single
 * one takes one statement: where it is asked in the transaction that admits the call, the hold and the pinned price are
 * of one instant. Throws `invalid` when none has a price.
 */
export async function priceModel(conn: Conn, chosen: readonly Candidate[]): Promise<Target> {
  // Nearly always the first one answers; the prices of all that are offered are rarely asked for.
  const first = standardOf(await answersTo(conn, chosen.slice(0, 1)));
  const isBest = first && (first.price || first.isNamed || chosen.length === 1);
  const found = isBest ? first : standardOf(await answersTo(conn, chosen));
  if (found) return { provider: found.provider, model: found.model, price: found.price };
  throw new AppError(
    "invalid",
    `${chosen[0]?.model} has no price in the price book, so it is not called. Choose another model, or ask an admin to name one with a price.`,
  );
}

async function answerPrice(conn: Conn, { provider, model }: Offered): Promise<PriceAnswer> {
  const answers = await answerPrices(conn, { provider: provider.id, models: [model] });
  return answers.get(model) ?? { price: null, mayRunUnpriced: false };
}

/** Small, quick and no reasoning: what a title needs. The first that the provider offers is taken. */
const TITLE_MODELS = [
  "gpt-4.1-nano",
  "gpt-4o-mini",
  "claude-haiku-4-5",
  "gemini-2.5-flash-lite",
  "demo-model",
];

/** The model that names a thread: a cheap one of the same provider, else the one that answered. */
export async function pickTitleModel(ctx: Pick<Ctx, "db">, answered: Target): Promise<Target> {
  const { provider } = answered;
  const offered = await listOffered();
  const model = TITLE_MODELS.find((name) =>
    offered.some((each) => each.provider.id === provider.id && each.model === name),
  );
  if (!model || model === answered.model) return answered;
  const { price } = await answerPrice(ctx.db, { provider, model });
  const isCheaper = price && (!answered.price || price.outputPicoUsd <= answered.price.outputPicoUsd);
  return isCheaper ? { provider, model, price } : answered;
}

function notOffered(wanted: string | undefined, offered: Offered[]): AppError {
  if (!wanted) {
    return new AppError(
      "provider_failed",
      "No model is available: ask an admin to check the provider's settings.",
    );
  }
  const names = offered.slice(0, 5).map(({ model }) => model);
  return new AppError("invalid", `${wanted} is not offered here. Choose one of: ${names.join(", ")}.`);
}
