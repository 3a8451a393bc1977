import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isId, newId } from "@/db/id";
import { recordset } from "@/db/recordset";
import { categories, threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { CATEGORIES_MAX } from "../categories/list";
import { NAME_CHARACTERS_MAX } from "../categories/save";
import { isOwn } from "../threads/own";
import { PINNED_MAX } from "../threads/pin";
import { oneLine } from "../threads/title";
import { type CountedMessage, insertFiles } from "./attached";
import { OWN_KEY } from "./format";
import type { IncomingThread } from "./incoming";

const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 2_000_000;

/** A thread with the tokens of each of its messages, and of what came with them. */
export type CountedThread = Omit<IncomingThread, "messages"> & {
  messages: CountedMessage[];
  contentTokens: number[];
};

/** Whether the caller has the thread of this key already: from a file, or because it was theirs in the first place. */
export async function hasThread({ db, actor }: Pick<Ctx, "db" | "actor">, key: string): Promise<boolean> {
  const ownId = key.startsWith(OWN_KEY) ? key.slice(OWN_KEY.length) : "";
  const [found] = await db
    .select({ id: threads.id })
    .from(threads)
    .where(
      and(
        eq(threads.userId, actor.userId),
        isNull(threads.deletedAt),
        or(eq(threads.importKey, key), isId(ownId) ? eq(threads.id, ownId) : undefined),
      ),
    )
    .limit(1);
  return found !== undefined;
}

/** Stores a thread as a whole; false where it came in meanwhile. A deleted one of its key makes room for it. */
export function storeThread(ctx: Ctx, thread: CountedThread): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const { userId } = ctx.actor;
    await tx
      .update(threads)
      .set({ importKey: null })
      .where(
        and(eq(threads.userId, userId), eq(threads.importKey, thread.key), isNotNull(threads.deletedAt)),
      );
    const threadId = newId();
    const inserted = await tx
      .insert(threads)
      .values({
        ...{ id: threadId, userId, title: thread.title, titleSource: "person", importKey: thread.key },
        ...{ createdAt: thread.createdAt, lastActivityAt: thread.lastActivityAt },
        ...{ archivedAt: thread.archivedAt, pinnedAt: await pinFor({ ...ctx, db: tx }, thread) },
        categoryId: thread.category && (await categoryFor(tx, userId, thread.category)),
        importedTokens: thread.totals?.tokens ?? null,
        importedPicoUsd: thread.totals?.costPicoUsd ?? null,
        importedCertainty: thread.totals?.certainty ?? null,
      })
      .onConflictDoNothing()
      .returning({ id: threads.id });
    if (inserted.length === 0) return false;
    for (const rows of inBatches(rowsOf(thread, { userId, threadId }))) {
      await insertMessages(tx, rows);
      await insertFiles(tx, rows);
    }
    return true;
  });
}

/** As many stay pinned as there may be. */
async function pinFor(ctx: Ctx, { pinnedAt }: IncomingThread): Promise<Date | null> {
  if (!pinnedAt) return null;
  const pinned = await ctx.db.$count(threads, and(isOwn(ctx), isNotNull(threads.pinnedAt)));
  return pinned < PINNED_MAX ? pinnedAt : null;
}

/** The caller's category of this name, made where there is room for it. */
async function categoryFor(
  tx: Tx,
  userId: string,
  given: NonNullable<IncomingThread["category"]>,
): Promise<string | null> {
  const name = oneLine(given.name.toWellFormed()).slice(0, NAME_CHARACTERS_MAX).toWellFormed().trim();
  if (!name) return null;
  const mine = eq(categories.userId, userId);
  const find = () =>
    tx
      .select({ id: categories.id })
      .from(categories)
      .where(and(mine, sql`lower(${categories.name}) = lower(${name})`))
      .limit(1);
  const [known] = await find();
  if (known) return known.id;
  if ((await tx.$count(categories, mine)) >= CATEGORIES_MAX) return null;
  await tx
    .insert(categories)
    .values({ id: newId(), userId, name, colour: given.colour })
    .onConflictDoNothing();
  const [made] = await find();
  return made?.id ?? null;
}

type Row = ReturnType<typeof rowsOf>[number];

function rowsOf(
  { messages, contentTokens }: CountedThread,
  { userId, threadId }: Record<"userId" | "threadId", string>,
) {
  const ids = new Map(messages.map(({ id }) => [id, newId()]));
  const idOf = (id: string | null) => (id === null ? null : (ids.get(id) ?? null));
  return messages.map(({ text: content, id, parentId, continues, ...message }, n) => ({
    ...message,
    ...{ id: idOf(id), parentId: idOf(parentId), continuesId: idOf(continues) },
    ...{ userId, threadId, content, position: n + 1, contentTokens: contentTokens[n] ?? 0 },
    imported: message.facts,
  }));
}

function* inBatches(rows: readonly Row[]): Generator<Row[]> {
  let batch: Row[] = [];
  let characters = 0;
  for (const row of rows) {
    batch.push(row);
    characters += row.content.length;
    if (batch.length < ROWS_AT_ONCE && characters < CHARACTERS_AT_ONCE) continue;
    yield batch;
    [batch, characters] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

async function insertMessages(tx: Tx, rows: readonly Row[]): Promise<void> {
  await tx.execute(sql`
    insert into messages (id, thread_id, user_id, position, parent_id, continues_id, role, content, content_tokens,
      shown, rating, rating_note, imported, created_at)
    select id, "threadId", "userId", position, "parentId", "continuesId", role, content, "contentTokens",
      shown, rating, "ratingNote", imported, "createdAt"
    from ${recordset(
      rows,
      `id uuid, "threadId" uuid, "userId" uuid, position int, "parentId" uuid, "continuesId" uuid, role text,
      content text, "contentTokens" int, shown boolean, rating text, "ratingNote" text, imported jsonb,
      "createdAt" timestamptz`,
    )} order by position`);
}
