import { and, eq, gte, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { prices } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { type AdminCtx, requireAdmin } from "./admin-only";
import { ADMIN, insertPrices, toNewPrice } from "./book";
import { changeBook, waitForBegin } from "./change-book";
import { checkTerms } from "./check-terms";
import { modelSubject, priceFacts } from "./facts";
import { findPrice } from "./find";
import type { Named } from "./names";
import type { Price, TermsInput } from "./types";

/**
 * Without `tiers` one price holds for every length; window and factors stay as in the price that held before where
 * they are left out.
 */
export type SetPriceInput = Named & TermsInput & { effectiveFrom: Date | "now" };

/**
 * Sets what a model costs from now or from a later moment on; the past stays as it was. It holds until another price
 * begins or the catalogue's is restored. "now" is a second ahead, which is waited for: once this returns, the price
 * holds on every instance. Throws `forbidden`, `invalid`, and `conflict` where a price for that moment is planned.
 */
export async function setPrice(ctx: AdminCtx, input: SetPriceInput, at?: Date): Promise<Price> {
  requireAdmin(ctx);
  checkTerms(input, input);
  const set = await changeBook({ conn: ctx.db, at }, async (tx, { now, soonest }) => {
    const effectiveFrom = beginOf(input.effectiveFrom, now, soonest);
    const before = await findPrice(tx, { provider: input.provider, model: input.model, at: effectiveFrom });
    const price = toNewPrice({
      ...input,
      tiers: input.tiers ?? [],
      contextWindow:
        input.contextWindow === undefined ? (before?.contextWindow ?? null) : input.contextWindow,
      batchPermille: input.batchPermille ?? before?.batchPermille ?? 1_000,
      flexPermille: input.flexPermille ?? before?.flexPermille ?? 1_000,
      effectiveFrom,
      source: ADMIN,
      createdBy: ctx.actor.userId,
    });
    await dropPlannedByCatalogue(tx, price);
    await refuseSecond(tx, price);
    await insertPrices(tx, [price]);
    await recordAct(tx, ctx.actor, {
      ...{ act: "price.set", subject: modelSubject(price) },
      before: before && priceFacts(before),
      after: priceFacts(price),
    });
    return price;
  });
  if (!at) await waitForBegin(ctx.db, set.effectiveFrom);
  return set;
}

function beginOf(wanted: Date | "now", now: Date, soonest: Date): Date {
  if (wanted === "now") return soonest;
  if (wanted < now) {
    throw new AppError(
      "invalid",
      "A price cannot begin in the past: choose a later moment, or let it begin now.",
      { details: { field: "effectiveFrom" } },
    );
  }
  return wanted < soonest ? soonest : wanted;
}

/** What the catalogue plans for later would end the admin's price, which stays until it is restored. */
async function dropPlannedByCatalogue(tx: Tx, { provider, model, effectiveFrom }: Price): Promise<void> {
  await tx
    .delete(prices)
    .where(
      and(
        eq(prices.provider, provider),
        eq(prices.model, model),
        gte(prices.effectiveFrom, effectiveFrom),
        ne(prices.source, ADMIN),
      ),
    );
}

async function refuseSecond(tx: Tx, { provider, model, effectiveFrom }: Price): Promise<void> {
  const [planned] = await tx
    .select({ id: prices.id })
    .from(prices)
    .where(
      and(eq(prices.provider, provider), eq(prices.model, model), eq(prices.effectiveFrom, effectiveFrom)),
    );
  if (planned) {
    throw new AppError(
      "conflict",
      "Another price begins at that moment: cancel it first, or choose another moment.",
      {
        details: { field: "effectiveFrom" },
      },
    );
  }
}
