import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { takesImages } from "../attachments/image-tokens";
import type { ModelOption } from "../types";
import { type Answered, answersTo, standardOf } from "./answers";
import { listOffers, type Offer, optionId } from "./offered";

const MILLION = 1_000_000n;

/**
 * The models a member can choose, the default first, with today's prices: one statement for each provider. Those that
 * would not be called are left out, but for the first of a provider, which says so.
 */
export async function listModels(ctx: Pick<Ctx, "db">): Promise<ModelOption[]> {
  const offers = await listOffers();
  const answered = (await Promise.all(offers.map((offer) => answersOf(ctx.db, offer)))).flat();
  const standard = standardOf(answered);
  const others = answered.filter((one) => one !== standard);
  return (standard ? [standard, ...others] : others).map(toOption);
}

async function answersOf(conn: Conn, { provider, models, named }: Offer): Promise<Answered[]> {
  const candidates = models.map((model) => ({ provider, model, isNamed: model === named }));
  const answered = await answersTo(conn, candidates);
  return answered.filter(({ price, mayRunUnpriced }, index) => price || mayRunUnpriced || index === 0);
}

function toOption({ provider, model, price, mayRunUnpriced }: Answered): ModelOption {
  return {
    id: optionId({ provider, model }),
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
