import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { type AdminCtx, requireAdmin } from "./admin-only";
import { ADMIN, deletePlanned, insertPrices, readBook } from "./book";
import { type Catalogue, offeredBy, readCatalogue } from "./catalogue";
import { changeBook, waitForBegin } from "./change-book";
import { modelSubject, priceFacts } from "./facts";
import { followCatalogue } from "./follow";
import { type Named, priceAt, timelineIn } from "./names";
import type { Price } from "./types";

/**
 * Ends an admin's price: from now on a model costs what the catalogue says, and follows it. Prices that admins
 * planned for later stay planned. Returns once it holds, a second later. Throws `forbidden`, and `invalid` where
 * the catalogue has no price or the model has it already.
 */
export async function restoreCataloguePrice(
  ctx: AdminCtx,
  { provider, model }: Named,
  { at, catalogue = readCatalogue() }: { at?: Date; catalogue?: Catalogue } = {},
): Promise<Price> {
  requireAdmin(ctx);
  const named = { provider, model };
  const offered = offeredBy(catalogue, named);
  const restored = await changeBook({ conn: ctx.db, at }, async (tx, { soonest: from }) => {
    if (!priceAt(offered, from)) {
      throw new AppError("invalid", `The catalogue has no price for ${model}: set one yourself.`);
    }
    const book = await readBook(tx);
    const before = priceAt(timelineIn(book, named), from);
    if (before?.source !== ADMIN) {
      throw new AppError("invalid", `${model} has the catalogue's price already.`);
    }
    const { added, removed } = followCatalogue(named, { book, offered, from, restoredBy: ctx.actor.userId });
    await deletePlanned(tx, removed);
    await insertPrices(tx, added);
    const [after] = added;
    await recordAct(tx, ctx.actor, {
      ...{ act: "price.restore", subject: modelSubject(named) },
      before: priceFacts(before),
      after: after && priceFacts(after),
    });
    return after;
  });
  if (!restored) throw new Error("The catalogue's price was not added.");
  if (!at) await waitForBegin(ctx.db, restored.effectiveFrom);
  return restored;
}

/** Whether the catalogue has a price for a model now. */
export function isInCatalogue(named: Named): boolean {
  return priceAt(offeredBy(readCatalogue(), named), new Date()) !== undefined;
}
