import { and, eq, gt } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { prices } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { isAppError } from "@/lib/errors";
import {
  answerPrices,
  cancelPrice,
  findPrice,
  listTimelines,
  restoreCataloguePrice,
  setPrice,
  syncPrices,
} from ".";
import type { AdminCtx } from "./admin-only";
import type { Catalogue } from "./catalogue";
import { priceAt } from "./names";
import { catalogued } from "./testing";
import type { Rates } from "./types";

const db = useTestDb();
const provider = "history";
/** A model, another exact name of it, its dated release, and one that only looks alike. */
const NAMES = ["m", "m-too", "m-2026-01-01", "m-mini"] as const;
const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 1);

const rates = fc.integer({ min: 0, max: 50 }).map((n): Rates => {
  const rate = BigInt(n);
  return { inputPicoUsd: rate, cachedInputPicoUsd: rate, cacheWritePicoUsd: rate, outputPicoUsd: rate };
});
const hoursAhead = fc.integer({ min: 1, max: 60 });
const model = fc.constantFrom(...NAMES);

/** One catalogue after another: what it says of each name now, and what it plans. */
const offers = fc.record({
  now: fc.tuple(rates, rates),
  planned: fc.option(fc.record({ rates, hoursAhead })),
  knowsDated: fc.boolean(),
});

const steps = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("set" as const),
      model,
      rates,
      hoursAhead: fc.option(hoursAhead),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("restore" as const), model }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cancel" as const), model }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("sync" as const), offers }) },
);
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;
type Offers = typeof offers extends fc.Arbitrary<infer T> ? T : never;

function catalogueOf({ now: [own, mini], planned, knowsDated }: Offers, at: Date): Catalogue {
  const later = planned && { ...planned.rates, effectiveFrom: hoursAfter(at, planned.hoursAhead) };
  const named = { provider, model: "m" };
  return {
    prices: [
      catalogued(own, named),
      ...(later ? [catalogued(later, { ...named, effectiveFrom: later.effectiveFrom })] : []),
      catalogued(mini, { provider, model: "m-mini" }),
      ...(knowsDated ? [catalogued(mini, { provider, model: "m-2026-01-01" })] : []),
    ],
    aliases: [{ provider, alias: "m-too", model: "m" }],
  };
}

test("the price of an instant is the newest of that instant, and never changes once it has passed", async () => {
  const histories = fc.array(fc.record({ step: steps, hoursLater: fc.integer({ min: 1, max: 20 }) }), {
    minLength: 2,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(offers, histories, async (first, history) => {
      await inTestTransaction(db, async (tx) => {
        const ctx: AdminCtx = { db: tx, actor: await makeMember(tx, "admin") };
        let at = new Date(START);
        let catalogue = catalogueOf(first, at);
        await syncPrices(tx, at, catalogue);
        const past = new Past(tx);
        for (const { step, hoursLater } of history) {
          await past.remember(at, hoursAfter(at, hoursLater));
          at = hoursAfter(at, hoursLater);
          if (step.kind === "sync") catalogue = catalogueOf(step.offers, at);
          await apply(ctx, step, { at, catalogue });
          await past.expectUnchanged();
          await expectNewest(tx, at);
        }
      });
    }),
    { numRuns: 30 },
  );
}, 120_000);

/** What every name cost at instants that have passed. */
class Past {
  private readonly seen: { at: Date; answers: Awaited<ReturnType<typeof answerPrices>> }[] = [];
  constructor(private readonly tx: Tx) {}

  /** The instants from one step to right before the next. */
  async remember(from: Date, next: Date): Promise<void> {
    const instants = [from, new Date((from.getTime() + next.getTime()) / 2), new Date(next.getTime() - 1)];
    for (const at of instants) {
      this.seen.push({ at, answers: await answerPrices(this.tx, { provider, models: [...NAMES], at }) });
    }
  }

  async expectUnchanged(): Promise<void> {
    for (const { at, answers } of this.seen) {
      expect(await answerPrices(this.tx, { provider, models: [...NAMES], at })).toEqual(answers);
    }
  }
}

async function apply(
  ctx: AdminCtx,
  step: Step,
  { at, catalogue }: { at: Date; catalogue: Catalogue },
): Promise<void> {
  const find = (name: string, instant: Date) => findPrice(ctx.db, { provider, model: name, at: instant });
  if (step.kind === "sync") {
    const held = await Promise.all(NAMES.map((name) => find(name, at)));
    await syncPrices(ctx.db, at, catalogue);
    for (const [n, price] of held.entries()) {
      if (price?.source === "admin") expect(await find(NAMES[n] ?? "", at)).toEqual(price);
    }
  } else if (step.kind === "set") {
    const effectiveFrom = step.hoursAhead === null ? "now" : hoursAfter(at, step.hoursAhead);
    const set = await unlessRefused(
      setPrice(ctx, { provider, model: step.model, ...step.rates, effectiveFrom }, at),
      "conflict",
    );
    if (set) expect(await find(step.model, set.effectiveFrom)).toEqual(set);
  } else if (step.kind === "restore") {
    const named = { provider, model: step.model };
    const restored = await unlessRefused(restoreCataloguePrice(ctx, named, { at, catalogue }), "invalid");
    if (restored) expect(await find(step.model, at)).toEqual(restored);
  } else {
    const [planned] = await ctx.db
      .select({ priceId: prices.id })
      .from(prices)
      .where(and(eq(prices.provider, provider), eq(prices.model, step.model), gt(prices.effectiveFrom, at)));
    if (planned) await unlessRefused(cancelPrice(ctx, planned, { at, catalogue }), "conflict");
  }
}

/** Reads the rows themselves: the newest of a name's own, else of the name it leads to, else of the undated one. */
async function expectNewest(tx: Tx, now: Date): Promise<void> {
  const rows = await tx.select().from(prices).where(eq(prices.provider, provider));
  const timelines = await listTimelines(tx, { provider, models: [...NAMES] });
  const leadsTo: Record<string, string[]> = { "m-too": ["m"], "m-2026-01-01": ["m"] };
  for (const hours of [0, 1, 24, 70]) {
    const at = hoursAfter(now, hours);
    const answers = await answerPrices(tx, { provider, models: [...NAMES], at });
    for (const name of NAMES) {
      const newest = [name, ...(leadsTo[name] ?? [])]
        .map((each) =>
          rows
            .filter((row) => row.model === each && row.effectiveFrom <= at)
            .sort((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime())
            .at(0),
        )
        .find((row) => row !== undefined);
      expect(answers.get(name)?.price?.id).toBe(newest?.id);
      expect(priceAt(timelines.get(name) ?? [], at)?.id).toBe(newest?.id);
    }
  }
}

async function unlessRefused<T>(result: Promise<T>, code: string): Promise<T | null> {
  try {
    return await result;
  } catch (error) {
    if (isAppError(error) && error.code === code) return null;
    throw error;
  }
}

function hoursAfter(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * HOUR_MS);
}
