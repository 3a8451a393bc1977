import type { Tx } from "@/db/client";
import { recordAct } from "@/lib/audit";
import type { BulkOutcome } from "@/lib/bulk";
import { AppError } from "@/lib/errors";
import { type AdminCtx, requireAdmin } from "./admin-only";
import { ADMIN, deletePlanned, insertPrices, readBook } from "./book";
import { type Catalogue, offeredBy, readCatalogue } from "./catalogue";
import { changeBook, waitForBegin } from "./change-book";
import { modelSubject, priceFacts } from "./facts";
import { type Followed, followCatalogue } from "./follow";
import { type Named, namedOf, priceAt, timelineIn } from "./names";
import type { Price } from "./types";

type Source = { at?: Date; catalogue?: Catalogue };

/**
 * Ends an admin's price: from now on a model costs what the catalogue says, and follows it. Prices that admins
 * planned for later stay planned. Returns once it holds, a second later. Throws `forbidden`, and `invalid` where
 * the catalogue has no price or the model has it already.
 */
export async function restoreCataloguePrice(
  ctx: AdminCtx,
  { provider, model }: Named,
  source: Source = {},
): Promise<Price> {
  const { restored, refused } = await restoreAll(ctx, [{ provider, model }], source);
  if (refused[0]) throw refused[0];
  const [after] = restored.flatMap(({ added }) => added);
  if (!after) throw new Error("The catalogue's price was not added.");
  return after;
}

/**
 * The same for several models (`provider/model`) in one change of the book; those that have none to go back to are left
 * out and told. Throws `forbidden`, and what the first is refused for where all are.
 */
export async function restoreCataloguePrices(
  ctx: AdminCtx,
  { models }: { models: readonly string[] },
  source: Source = {},
): Promise<BulkOutcome> {
  const wanted = [...new Set(models)].toSorted().map(namedOf);
  const { restored, refused } = await restoreAll(ctx, wanted, source);
  if (restored.length === 0 && refused[0]) throw refused[0];
  return {
    done: restored.map(({ named }) => `${named.provider}/${named.model}`),
    refused: refused.map(({ message }) => message),
  };
}

type Restored = { named: Named; before: Price; added: Price[]; removed: Price[] };
type Outcome = { restored: Restored[]; refused: AppError[] };

/** Of what is refused nothing is written: it is refused by what was read. */
async function restoreAll(
  ctx: AdminCtx,
  wanted: readonly Named[],
  { at, catalogue = readCatalogue() }: Source,
): Promise<Outcome> {
  requireAdmin(ctx);
  const { actor } = ctx;
  const outcome = await changeBook({ conn: ctx.db, at }, async (tx, { soonest: from }) => {
    const book = await readBook(tx);
    const outcome: Outcome = { restored: [], refused: [] };
    for (const named of wanted) {
      const offered = offeredBy(catalogue, named);
      const found = restoredIn(named, { book, offered, from, restoredBy: actor.userId });
      if (found instanceof AppError) outcome.refused.push(found);
      else outcome.restored.push(found);
    }
    await write(tx, actor, outcome.restored);
    return outcome;
  });
  const [after] = outcome.restored.flatMap(({ added }) => added);
  if (after && !at) await waitForBegin(ctx.db, after.effectiveFrom);
  return outcome;
}

function restoredIn(named: Named, followed: Followed): Restored | AppError {
  const { book, offered, from } = followed;
  if (!priceAt(offered, from)) {
    return new AppError("invalid", `The catalogue has no price for ${named.model}: set one yourself.`);
  }
  const before = priceAt(timelineIn(book, named), from);
  if (before?.source !== ADMIN) {
    return new AppError("invalid", `${named.model} has the catalogue's price already.`);
  }
  return { named, before, ...followCatalogue(named, followed) };
}

async function write(tx: Tx, actor: AdminCtx["actor"], restored: readonly Restored[]): Promise<void> {
  await deletePlanned(
    tx,
    restored.flatMap(({ removed }) => removed),
  );
  await insertPrices(
    tx,
    restored.flatMap(({ added }) => added),
  );
  for (const { named, before, added } of restored) {
    const [after] = added;
    await recordAct(tx, actor, {
      ...{ act: "price.restore", subject: modelSubject(named) },
      before: priceFacts(before),
      after: after && priceFacts(after),
    });
  }
}

/** Whether the catalogue has a price for a model now. */
export function isInCatalogue(named: Named): boolean {
  return priceAt(offeredBy(readCatalogue(), named), new Date()) !== undefined;
}
