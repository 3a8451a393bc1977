import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { findPrice, type Price } from "@/lib/pricing";
import { findProvider } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import type { ModelOption } from "../types";
import { listModels } from "./list";

export type Target = { provider: Provider; model: string; price: Price };

/**
 * The model that answers: the one asked for by its option id or bare name, else the default.
 * Throws `invalid` when it is not offered or has no price: without a price there is no call.
 */
export async function pickModel(ctx: Pick<Ctx, "db">, wanted: string | undefined): Promise<Target> {
  const options = await listModels(ctx);
  const option = wanted ? options.find(({ id, model }) => id === wanted || model === wanted) : options[0];
  if (!option) throw notOffered(wanted, options);
  const provider = findProvider(option.provider);
  if (!provider) throw notOffered(wanted, options);
  const price = await findPrice(ctx.db, { provider: provider.id, model: option.model, at: new Date() });
  if (!price) {
    throw new AppError(
      "invalid",
      `${option.model} has no price in the price book, so it is not called. Choose another model, or ask an admin to name one with a price.`,
    );
  }
  return { provider, model: option.model, price };
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
  const offered = (await listModels(ctx)).filter((option) => option.provider === answered.provider.id);
  const name = TITLE_MODELS.find((model) => offered.some((option) => option.model === model));
  if (!name || name === answered.model) return answered;
  const price = await findPrice(ctx.db, { provider: answered.provider.id, model: name, at: new Date() });
  return price && price.outputPicoUsd <= answered.price.outputPicoUsd
    ? { provider: answered.provider, model: name, price }
    : answered;
}

function notOffered(wanted: string | undefined, options: ModelOption[]): AppError {
  if (!wanted) {
    return new AppError(
      "provider_failed",
      "No model is available: ask an admin to check the provider's settings.",
    );
  }
  const offered = options.slice(0, 5).map((option) => option.model);
  return new AppError("invalid", `${wanted} is not offered here. Choose one of: ${offered.join(", ")}.`);
}
