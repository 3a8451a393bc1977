import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { ModelPrices } from "../types";
import { listOffers, optionId } from "./offered";
import { readPrices } from "./read-prices";

type Named = { provider: string; model: string };

/**
 * Those of the named models that their provider does not offer now, each once and in their order, with what they cost,
 * cost before and will cost. For admins: to others it is `not_found`.
 */
export async function listUnofferedPrices(ctx: Ctx, named: readonly Named[]): Promise<ModelPrices[]> {
  if (ctx.actor.role === "member") throw new AppError("not_found", "This page does not exist.");
  const offers = await listOffers();
  const offered = new Set(
    offers.flatMap(({ provider, models }) => models.map((model) => optionId({ provider, model }))),
  );
  const gone = named.filter(({ provider, model }) => !offered.has(`${provider}/${model}`));
  const labels = new Map(offers.map(({ provider }) => [provider.id, provider.label]));
  const read = await Promise.all(
    [...new Set(gone.map(({ provider }) => provider))].map((id) => {
      const models = new Set(gone.filter(({ provider }) => provider === id).map(({ model }) => model));
      return readPrices(ctx.db, { provider: { id, label: labels.get(id) ?? id }, models: [...models] });
    }),
  );
  const byId = new Map(read.flat().map((prices) => [prices.id, prices]));
  const ids = new Set(gone.map(({ provider, model }) => `${provider}/${model}`));
  return [...ids].flatMap((id) => byId.get(id) ?? []);
}
