import type { Conn } from "@/db/client";
import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { findPrice } from "@/lib/pricing";
import { listProviderModels, listProviders } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import type { ModelOption } from "../types";

const OPTIONS_KEPT_MS = 60_000;
const MILLION = 1_000_000n;

let kept: { options: ModelOption[]; until: number } | undefined;

/** The models a member can choose, the default first. Those without a price are left out, but for the default. */
export async function listModels(ctx: Pick<Ctx, "db">): Promise<ModelOption[]> {
  if (kept && kept.until > Date.now()) return kept.options;
  const perProvider = await Promise.all(listProviders().map((provider) => optionsOf(ctx.db, provider)));
  const options = perProvider.flat();
  kept = { options, until: Date.now() + OPTIONS_KEPT_MS };
  return options;
}

async function optionsOf(conn: Conn, provider: Provider): Promise<ModelOption[]> {
  const fallback = defaultModelOf(provider);
  const listed = await listProviderModels(provider).catch((error: unknown) => {
    log.warn({ provider: provider.id, err: error }, "the provider's list of models could not be read");
    return [];
  });
  const preferred = fallback ?? listed.find((name) => name === "gpt-4o-mini") ?? listed[0];
  const names = [...new Set([...(preferred ? [preferred] : []), ...listed])];
  const options = await Promise.all(names.map((name) => toOption(conn, provider, name)));
  return options.filter((option) => option.price !== null || option.model === preferred);
}

function defaultModelOf(provider: Provider): string | undefined {
  if (provider.id === "demo") return "demo-model";
  return provider.id === "ollama" ? undefined : getEnv().DEFAULT_MODEL;
}

async function toOption(conn: Conn, provider: Provider, model: string): Promise<ModelOption> {
  const price = await findPrice(conn, { provider: provider.id, model, at: new Date() });
  return {
    id: `${provider.id}/${model}`,
    model,
    provider: provider.id,
    label: provider.simulated ? provider.label : model,
    simulated: provider.simulated,
    free: provider.free,
    price: price && {
      inputPerMillionPicoUsd: perMillion(price.inputPicoUsd),
      outputPerMillionPicoUsd: perMillion(price.outputPicoUsd),
    },
  };
}

function perMillion(perToken: PicoUsd): PicoUsd {
  return perToken * MILLION;
}
