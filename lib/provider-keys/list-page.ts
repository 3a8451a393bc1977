import { and, asc, eq, exists, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { fromPlace, readCursor, toPlace, writeCursor } from "@/db/cursor";
import { providerOutages, storedProviders } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { listProviders } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { requireAdmin } from "./admin-only";
import { PROVIDERS_MAX } from "./input";
import { type ProviderRow, toProvider } from "./row";
import type { ProviderCard, ProviderFilter, ProviderPage } from "./types";

const PAGE_SIZE = 10;
/** One that was removed and brought back can be one more than may be added. */
const PAGE_SIZE_MAX = PROVIDERS_MAX * 2;

export type ProviderQuery = ProviderFilter & { cursor?: string | undefined; limit?: number | undefined };

/**
 * Providers for admins, the environment's on top of the first page and the others by age, ten a page and at most forty;
 * never a key. Throws `not_found` for a member.
 */
export async function listProviderPage(ctx: Ctx, query: ProviderQuery = {}): Promise<ProviderPage> {
  requireAdmin(ctx);
  const limit = Math.min(Math.max(query.limit ?? PAGE_SIZE, 1), PAGE_SIZE_MAX);
  const place = readCursor(query.cursor, "instant");
  const fixed = listProviders();
  const rows = await ctx.db
    .select({ row: storedProviders, place: toPlace(createdAt) })
    .from(storedProviders)
    .where(
      and(
        isNull(storedProviders.removedAt),
        matching(query.text),
        standing(ctx, query.state),
        place ? sql`(${createdAt}, ${storedProviders.id}) > ${fromPlace(place)}` : undefined,
      ),
    )
    .orderBy(asc(createdAt), asc(storedProviders.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const isFixed = (name: string) => fixed.some(({ id }) => id === name);
  const stored = shown.map(({ row }) => storedCard(row, isFixed(row.name)));
  const cards = await withOutages(ctx, [...(place ? [] : fixed.map(fixedCard)), ...stored]);
  return {
    providers: cards.filter((card) => !card.fromEnvironment || isFound(card, query)),
    nextCursor: last ? writeCursor({ by: last.place, id: last.row.id }) : null,
  };
}

const { createdAt } = storedProviders;

function matching(text: string | undefined): SQL | undefined {
  if (!text?.trim()) return undefined;
  const pattern = containing(text);
  return or(ilike(storedProviders.name, pattern), ilike(storedProviders.baseUrl, pattern));
}

function standing({ db }: Ctx, state: ProviderFilter["state"]): SQL | undefined {
  if (state === "paused") return isNotNull(storedProviders.pausedAt);
  if (state === "used") return isNull(storedProviders.pausedAt);
  if (state === undefined) return undefined;
  return exists(
    db
      .select({ provider: providerOutages.provider })
      .from(providerOutages)
      .where(eq(providerOutages.provider, storedProviders.name)),
  );
}

/** The same for one of the environment, which nobody can pause. */
function isFound({ name, baseUrl, failingSince }: ProviderCard, { text, state }: ProviderFilter): boolean {
  const wanted = text?.trim().toLowerCase() ?? "";
  if (!`${name}\n${baseUrl.toLowerCase()}`.includes(wanted)) return false;
  return state !== "paused" && (state !== "failing" || failingSince !== null);
}

async function withOutages({ db }: Ctx, cards: ProviderCard[]): Promise<ProviderCard[]> {
  const names = cards.map(({ name }) => name);
  const outages = await db
    .select()
    .from(providerOutages)
    .where(inArray(providerOutages.provider, names))
    .limit(names.length);
  const since = new Map(outages.map((outage) => [outage.provider, outage.since]));
  return cards.map((card) => ({ ...card, failingSince: since.get(card.name) ?? null }));
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
