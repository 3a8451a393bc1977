import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import type { Plan } from "@/lib/org/types";
import { takesImages } from "../attachments/image-tokens";
import { includes } from "../runs/plan-rules";
import type { ModelOption } from "../types";
import { type Answered, answersTo, standardOf } from "./answers";
import { listOffers, type Offer, optionId } from "./offered";

const MILLION = 1_000_000n;

/** `isFirst`: of its provider. */
type Listed = Answered & { isFirst: boolean };

/** Everything that is offered, provider by provider, with what it costs now: one statement for each provider. */
export async function answerOffers(conn: Conn): Promise<Listed[]> {
  const offers = await listOffers();
  return (await Promise.all(offers.map((offer) => answerOffer(conn, offer)))).flat();
}

async function answerOffer(conn: Conn, { provider, models, named }: Offer): Promise<Listed[]> {
  const candidates = models.map((model) => ({ provider, model, isNamed: model === named }));
  return (await answersTo(conn, candidates)).map((one, place) => ({ ...one, isFirst: place === 0 }));
}

/**
 * What a plan has of it, first the one that answers where nobody chose. Those that would not be called are left out, but
 * for the first of a provider, which says so.
 */
export function optionsOf(listed: readonly Listed[], plan: Plan | null): ModelOption[] {
  const own = listed.filter((one) => includes(plan, { id: optionId(one), model: one.model }));
  const standard = standardOf(own);
  const others = own.filter((one) => one !== standard && (one.price || one.mayRunUnpriced || one.isFirst));
  return (standard ? [standard, ...others] : others).map(toOption);
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
