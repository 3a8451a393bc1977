import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { enteredProvider, isPrivateAllowed, listDailyCosts, listProviders } from "@/lib/providers";
import { assertAdmin } from "../admin-only";
import { addUp, modelOf, type ProviderCost, readDollars } from "./parse-costs";
import { saveCosts } from "./save-costs";
import { type UtcRange, utcRangeOf } from "./utc-range";

/** An admin key reads all there is: it goes to its maker, or to this machine itself, and to no gateway elsewhere. */
const OPENAI_HOST = "api.openai.com";
const OWN_HOSTS = ["127.0.0.1", "[::1]", "localhost"];

type CostSource = { provider: string; baseUrl: string; adminKey: string; guarded?: true };

/** Why the costs of a provider are not fetched, in a sentence. */
type Refusal = { refusal: string };

/** A provider that an admin added, by its name. */
type Added = { name: string; baseUrl: string };

/**
 * Where the costs of a provider can be fetched: OpenAI, by the environment or added by an admin; null otherwise. The admin
 * key reads what the whole account was charged, so that nothing is fetched where several providers have its host.
 */
export function findCostSource(provider: string, added: readonly Added[]): CostSource | Refusal | null {
  const source = findOwnSource(provider, added);
  if (!source) return null;
  const all = [...listProviders().map(({ id, baseUrl }) => ({ name: id, baseUrl })), ...added];
  const { host } = new URL(source.baseUrl);
  if (all.every((one) => one.name === provider || new URL(one.baseUrl).host !== host)) return source;
  const refusal = `The costs of ${host} are those of all its providers together: paste the export of each instead.`;
  return { refusal };
}

function findOwnSource(provider: string, added: readonly Added[]): CostSource | null {
  const { OPENAI_ADMIN_KEY: adminKey } = getEnv();
  if (!adminKey) return null;
  const [configured] = listProviders();
  if (configured?.id === provider) {
    const may = !configured.simulated && mayHaveAdminKey(new URL(configured.baseUrl));
    return may ? { provider, baseUrl: configured.baseUrl, adminKey } : null;
  }
  const entered = added.find(({ name }) => name === provider);
  if (!entered) return null;
  const { baseUrl } = enteredProvider({ ...entered, apiKey: "", dialect: "detect" });
  const url = new URL(baseUrl);
  // What an admin enters sends the operator's key to no port of this machine that the operator has not named.
  if (!mayHaveAdminKey(url) || !(url.hostname === OPENAI_HOST || isPrivateAllowed(url))) return null;
  return { provider, baseUrl, adminKey, guarded: true };
}

/** Whether an address may be sent the admin key. */
export function mayHaveAdminKey({ protocol, hostname }: URL): boolean {
  return (protocol === "https:" && hostname === OPENAI_HOST) || OWN_HOSTS.includes(hostname);
}

/**
 * Asks the provider what it charged on some days in UTC, and keeps it. For admins. Throws `invalid` without an admin
 * key and for a host that several providers have, `provider_failed` where the provider does not say.
 */
export async function fetchCosts(
  ctx: Ctx,
  range: UtcRange,
  source: CostSource | Refusal | null,
): Promise<{ provider: string; days: number }> {
  assertAdmin(ctx.actor);
  if (!source)
    throw new AppError(
      "invalid",
      "Set OPENAI_ADMIN_KEY, with api.openai.com as the endpoint, to fetch costs, or paste the provider’s export.",
    );
  if ("refusal" in source) throw new AppError("invalid", source.refusal);
  const { start, end } = utcRangeOf(range);
  const found = await listDailyCosts({ ...source, from: start, until: end });
  const costs = found.map(({ startsAt, lineItem, amount, currency }): ProviderCost => {
    const billedPicoUsd = currency.toLowerCase() === "usd" ? readDollars(amount) : null;
    if (billedPicoUsd === null) {
      throw new AppError("provider_failed", "The provider’s costs are not amounts in US dollars.");
    }
    return { day: startsAt.toISOString().slice(0, 10), model: modelOf(lineItem), billedPicoUsd };
  });
  const { provider } = source;
  return { provider, ...(await saveCosts(ctx, { provider, source: "fetched", costs: addUp(costs) })) };
}
