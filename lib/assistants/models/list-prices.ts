import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { ModelPricesPage } from "../types";
import { listOffers, type Offer, type Offered, optionId } from "./offered";
import { readPrices } from "./read-prices";

const PAGE_SIZE = 50;
const PAGE_SIZE_MAX = 500;

export type ModelPricesQuery = { text?: string | undefined; cursor?: string | undefined; limit?: number };

/**
 * The models that the organisation's providers offer, by provider and name, with what they cost, cost before and will
 * cost; 50 a page, at most 500. `text` is looked for in the name of the model and of its provider. A broken cursor means the
 * first page. For admins: to others it is `not_found`.
 */
export async function listModelPrices(
  ctx: Ctx,
  { text, cursor, limit = PAGE_SIZE }: ModelPricesQuery,
): Promise<ModelPricesPage> {
  if (ctx.actor.role === "member") throw new AppError("not_found", "This page does not exist.");
  const offers = await listOffers();
  const found = offers.flatMap(sorted).filter((offered) => matches(offered, text));
  const first = found.filter(isBehind(offers, cursor)).length;
  const shown = found.slice(first, first + Math.min(Math.max(limit, 1), PAGE_SIZE_MAX));
  const models = await Promise.all(
    offers.map(({ provider }) => {
      const named = shown.filter((one) => one.provider === provider).map(({ model }) => model);
      return readPrices(ctx.db, { provider, models: named });
    }),
  );
  const last = shown.at(-1);
  return {
    models: models.flat(),
    nextCursor: last && first + shown.length < found.length ? optionId(last) : null,
    unread: offers.filter(({ complete }) => !complete).map(({ provider }) => provider.label),
  };
}

function sorted({ provider, models }: Offer): Offered[] {
  return models.toSorted().map((model) => ({ provider, model }));
}

/** Whether a model comes before the page. A cursor's model may be offered no more; its place in the order remains. */
function isBehind(offers: readonly Offer[], cursor = ""): (offered: Offered) => boolean {
  const placeOf = (id: string) => offers.findIndex(({ provider }) => provider.id === id);
  const end = cursor.indexOf("/");
  const [place, last] = [placeOf(cursor.slice(0, Math.max(0, end))), cursor.slice(end + 1)];
  return ({ provider, model }) => {
    const at = placeOf(provider.id);
    return at < place || (at === place && model <= last);
  };
}

function matches({ provider, model }: Offered, text: string | undefined): boolean {
  const wanted = text?.trim().toLowerCase() ?? "";
  return `${provider.label} ${optionId({ provider, model })}`.toLowerCase().includes(wanted);
}
