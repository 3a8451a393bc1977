import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { answerPrices } from "@/lib/pricing";
import type { PriceAnswer } from "@/lib/pricing/types";
import { takesImages } from "../attachments/image-tokens";
import type { ModelOption } from "../types";
import { listOffers, type Offer, type Offered, optionId } from "./offered";

const MILLION = 1_000_000n;

/**
 * The models a member can choose, the default first, with today's prices: one statement for each provider. Those that
 * would not be called are left out, but for a default, which says so.
 */
export async function listModels(ctx: Pick<Ctx, "db">): Promise<ModelOption[]> {
  const offers = await listOffers();
  const perProvider = await Promise.all(offers.map((offer) => optionsOf(ctx.db, offer)));
  return perProvider.flat();
}

async function optionsOf(conn: Conn, { provider, models }: Offer): Promise<ModelOption[]> {
  const answers = await answerPrices(conn, { provider: provider.id, models });
  return models.flatMap((model, index) => {
    const answer = answers.get(model) ?? { price: null, mayRunUnpriced: false };
    const isUseless = !answer.price && !answer.mayRunUnpriced;
    return isUseless && index > 0 ? [] : [toOption({ provider, model }, answer)];
  });
}

function toOption(offered: Offered, { price, mayRunUnpriced }: PriceAnswer): ModelOption {
  const { provider, model } = offered;
  return {
    id: optionId(offered),
    model,
    provider: provider.id,
    label: provider.simulated ? provider.label : model,
    simulated: provider.simulated,
    takesImages: takesImages(model),
    free: price !== null && price.inputPicoUsd === 0n && price.outputPicoUsd === 0n,
    unpriced: price === null && mayRunUnpriced,
    price: price && {
      inputPerMillionPicoUsd: perMillion(price.inputPicoUsd),
      outputPerMillionPicoUsd: perMillion(price.outputPicoUsd),
    },
  };
}

function perMillion(perToken: PicoUsd): PicoUsd {
  return perToken * MILLION;
}
