import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { attempts, entries } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { costOf, type Price, setPrice } from "@/lib/pricing";
import { startRun } from "..";
import { readToEnd, useAssistants } from "../testing";

/** No other file's tests ask with it: a price holds for everybody. */
const NAMED = { provider: "compatible", model: "house-model-large" };
const world = useAssistants();

const setNow = (ctx: Ctx, picoUsd: bigint) =>
  setPrice(
    ctx,
    {
      ...NAMED,
      inputPicoUsd: picoUsd,
      cachedInputPicoUsd: picoUsd,
      cacheWritePicoUsd: picoUsd,
      outputPicoUsd: picoUsd * 4n,
      effectiveFrom: "now",
    },
    new Date(),
  );

const start = (ctx: Ctx, text: string) =>
  startRun(ctx, { threadId: null, text, model: NAMED.model, idempotencyKey: randomUUID() });

async function chargedFor(runId: string) {
  const rows = await world.db
    .select({ entry: entries, priceId: attempts.priceId })
    .from(attempts)
    .innerJoin(entries, eq(entries.attemptId, attempts.id))
    .where(eq(attempts.runId, runId))
    .orderBy(asc(attempts.number));
  return rows.filter(({ entry }) => entry.purpose === "answer");
}

test("an answer is charged at the price of its admission, and the next one at the price that began meanwhile", async () => {
  const ctx = await world.newCtx();
  const first = await setNow(ctx, 1_000_000n);
  const text = `slow ${randomUUID()}`;
  world.upstream.script({ match: { exact: text }, behaviours: ["first:400+tokens:20"] });
  const running = await start(ctx, text);
  const second = await setNow(ctx, 3_000_000n);
  await readToEnd(ctx, running);
  const next = await start(ctx, `quick ${randomUUID()}`);
  await readToEnd(ctx, next);

  const expectCharged = async (runId: string, price: Price) => {
    const [{ entry, priceId } = { entry: undefined, priceId: undefined }, ...others] =
      await chargedFor(runId);
    expect(others).toEqual([]);
    expect([priceId, entry?.priceId]).toEqual([price.id, price.id]);
    expect(entry && entry.costPicoUsd === costOf(entry, price) && entry.costPicoUsd > 0n).toBe(true);
  };
  await expectCharged(running.runId, first);
  await expectCharged(next.runId, second);
});
