import { asc, inArray, isNull } from "drizzle-orm";
import { providerOutages, storedProviders } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { listProviders } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { requireAdmin } from "./admin-only";
import { PROVIDERS_MAX } from "./input";
import { type ProviderRow, toProvider } from "./row";
import type { ProviderCard } from "./types";

/** All providers for admins, the environment's first; never a key. Throws `not_found` for a member. */
export async function listProviderCards(ctx: Ctx): Promise<ProviderCard[]> {
  requireAdmin(ctx);
  const fixed = listProviders();
  const rows = await ctx.db
    .select()
    .from(storedProviders)
    .where(isNull(storedProviders.removedAt))
    .orderBy(asc(storedProviders.createdAt), asc(storedProviders.id))
    // One that was removed and brought back can be one more than may be added.
    .limit(PROVIDERS_MAX * 2);
  const names = [...fixed.map(({ id }) => id), ...rows.map(({ name }) => name)];
  const outages = await ctx.db
    .select()
    .from(providerOutages)
    .where(inArray(providerOutages.provider, names))
    .limit(names.length);
  const since = new Map(outages.map((outage) => [outage.provider, outage.since]));
  const isFixed = (name: string) => fixed.some(({ id }) => id === name);
  return [...fixed.map(fixedCard), ...rows.map((row) => storedCard(row, isFixed(row.name)))].map((card) => ({
    ...card,
    failingSince: since.get(card.name) ?? null,
  }));
}

function fixedCard({ id, baseUrl, dialect }: Provider): ProviderCard {
  return {
    ...{ providerId: id, name: id, baseUrl, dialect, fromEnvironment: true, keyEnding: null },
    ...{ pausedAt: null, failingSince: null, tested: null, problem: null },
  };
}

function storedCard(row: ProviderRow, isShadowed: boolean): ProviderCard {
  const { id, name, baseUrl, dialect, keyEnding, pausedAt, testedAt, testWorked, testSentence } = row;
  const tested =
    testedAt && testSentence !== null
      ? { at: testedAt, works: testWorked === true, sentence: testSentence }
      : null;
  const problem = isShadowed ? "shadowed" : toProvider(row) ? null : "unreadable";
  return {
    ...{ providerId: id, name, baseUrl, dialect, fromEnvironment: false },
    ...{ keyEnding, pausedAt, failingSince: null, tested, problem },
  };
}
