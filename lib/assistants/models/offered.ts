import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { listCallable } from "@/lib/provider-keys";
import { listProviderModels } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";

/** A model that one of the organisation's providers offers. */
export type Offered = { provider: Provider; model: string };
/** `isNamed`: the environment names it as the model that answers where nobody chose. */
export type Candidate = Offered & { isNamed?: boolean };

export type Offer = {
  provider: Provider;
  /** The one that answers where nobody chose comes first. */
  models: string[];
  /** The first of them, where the environment names it; null where it is only the first. */
  named: string | null;
  /** False where the provider could not be asked; then at most the default is known. */
  complete: boolean;
};

/** What each provider offers, from memory for a minute; prices are not asked for. */
export async function listOffers(): Promise<Offer[]> {
  const providers = await listCallable();
  return Promise.all(providers.map(offerOf));
}

async function offerOf(provider: Provider): Promise<Offer> {
  const listed = await listProviderModels(provider).catch((error: unknown) => {
    log.warn({ provider: provider.id, err: error }, "the provider's list of models could not be read");
    return null;
  });
  const models = listed ?? [];
  const named = defaultModelOf(provider) ?? null;
  const preferred = named ?? models.find((name) => name === "gpt-4o-mini") ?? models[0];
  return {
    provider,
    named,
    models: [...new Set([...(preferred ? [preferred] : []), ...models])],
    complete: listed !== null,
  };
}

function defaultModelOf(provider: Provider): string | undefined {
  if (provider.id === "demo") return "demo-model";
  // It is the environment's word about the environment's provider.
  return provider.id === "ollama" || provider.guarded ? undefined : getEnv().DEFAULT_MODEL;
}

/** The same as one list, each with what it is asked for with. */
export async function listOffered(): Promise<(Candidate & { id: string })[]> {
  const offers = await listOffers();
  return offers.flatMap(({ provider, named, models }) =>
    models.map((model) => ({
      ...{ provider, model, isNamed: model === named },
      id: optionId({ provider, model }),
    })),
  );
}

/** What a model is asked for with. */
export function optionId({ provider, model }: Offered): string {
  return `${provider.id}/${model}`;
}
