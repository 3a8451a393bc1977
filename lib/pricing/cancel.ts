import { and, eq, gt, notExists } from "drizzle-orm";
import { attempts, prices } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { type AdminCtx, requireAdmin } from "./admin-only";
import { ADMIN, deletePlanned, insertPrices, readBook } from "./book";
import { type Catalogue, offeredBy, readCatalogue } from "./catalogue";
import { changeBook } from "./change-book";
import { modelSubject, priceFacts } from "./facts";
import { followCatalogue } from "./follow";
import { toPrice } from "./rows";

type Options = { at?: Date; catalogue?: Catalogue };

/**
 * Takes back a price that an admin planned and that has not begun; what the catalogue plans comes back. One that has
 * begun, or begins within the second, is history. Throws `forbidden`, and `conflict` for every other price.
 */
export async function cancelPrice(
  ctx: AdminCtx,
  { priceId }: { priceId: string },
  { at, catalogue = readCatalogue() }: Options = {},
): Promise<void> {
  requireAdmin(ctx);
  await changeBook({ conn: ctx.db, at }, async (tx, { soonest }) => {
    const pins = tx.select({ id: attempts.id }).from(attempts).where(eq(attempts.priceId, prices.id));
    const [cancelled] = await tx
      .delete(prices)
      .where(
        and(
          eq(prices.id, priceId),
          eq(prices.source, ADMIN),
          gt(prices.effectiveFrom, soonest),
          notExists(pins),
        ),
      )
      .returning();
    if (!cancelled) {
      throw new AppError("conflict", "That price has begun or was cancelled: set another one instead.");
    }
    const { provider, model } = cancelled;
    const named = { provider, model };
    const offered = offeredBy(catalogue, named);
    const book = await readBook(tx);
    const { added, removed } = followCatalogue(named, { book, offered, from: soonest });
    await deletePlanned(tx, removed);
    await insertPrices(tx, added);
    await recordAct(tx, ctx.actor, {
      act: "price.cancel",
      subject: modelSubject(named),
      before: priceFacts(toPrice(cancelled)),
    });
  });
}
