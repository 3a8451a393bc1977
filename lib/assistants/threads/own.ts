import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { isId } from "@/db/id";
import { threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

const AT_ONCE_MAX = 100;

/** The caller's threads that are there: not deleted, not merged into another, none of an API key. */
export function isOwn({ actor }: Ctx): SQL | undefined {
  return and(
    eq(threads.userId, actor.userId),
    isNull(threads.deletedAt),
    isNull(threads.mergedIntoId),
    isNull(threads.apiKeyId),
  );
}

/** Those of them that are listed, and can be put in order: all but temporary ones. */
export function isListed(ctx: Ctx): SQL | undefined {
  return and(isOwn(ctx), sql`not ${threads.temporary}`);
}

/** Those of the named threads that are the caller's and no temporary ones. Throws `invalid` for too many or none. */
export function isOwnOf(ctx: Ctx, threadIds: readonly string[]): SQL | undefined {
  if (threadIds.length === 0) throw new AppError("invalid", "Choose a thread first.");
  if (threadIds.length > AT_ONCE_MAX) {
    throw new AppError("invalid", `Choose at most ${AT_ONCE_MAX} threads at once.`);
  }
  return and(isListed(ctx), inArray(threads.id, threadIds.filter(isId)));
}

export function notFound(): AppError {
  return new AppError("not_found", "This thread does not exist or was deleted.");
}

export type Threads = { threadIds: string[] };

/** Changes those of the named threads that are the caller's; answers which. Throws `not_found` where there is none. */
export async function changeThreads(
  ctx: Ctx,
  threadIds: readonly string[],
  values: PgUpdateSetSource<typeof threads>,
): Promise<Threads> {
  const rows = await ctx.db
    .update(threads)
    .set(values)
    .where(isOwnOf(ctx, threadIds))
    .returning({ id: threads.id });
  return changed(rows);
}

/** The ids that were changed. Throws `not_found` where there is none. */
export function changed(rows: readonly { id: string }[]): Threads {
  if (rows.length === 0) throw notFound();
  return { threadIds: rows.map(({ id }) => id) };
}
