import { and, desc, type SQL, sql } from "drizzle-orm";
import { toPlace, writeCursor } from "@/db/cursor";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { isAfter, toCost } from "../threads/list";
import { threadSums } from "../threads/sums";
import type { OldThreadPage } from "../types";

const PAGE_SHOWN = 40;

export type Cursor = { cursor?: string | undefined };

type Query = Cursor & {
  /** The instant that the list goes by, the last first. */
  place: typeof threads.deletesAt | typeof threads.deletedAt;
  /** The owner's condition among it. */
  where: SQL | undefined;
};

/** One page of threads that will go or have gone. */
export async function listOldThreads({ db }: Ctx, { cursor, place, where }: Query): Promise<OldThreadPage> {
  const rows = await db
    .select({
      id: threads.id,
      title: threads.title,
      lastActivityAt: threads.lastActivityAt,
      archived: sql<boolean>`${threads.archivedAt} is not null`,
      categoryId: threads.categoryId,
      byAge: sql<boolean>`${threads.deletesAt} is not null`,
      at: sql<Date>`${place}`.mapWith(place),
      place: toPlace(place),
      cost: sql<string>`sums.cost`,
      estimated: sql<string>`sums.estimated`,
    })
    .from(threads)
    .crossJoinLateral(threadSums)
    .where(and(where, isAfter(place, cursor)))
    .orderBy(desc(place), desc(threads.id))
    .limit(PAGE_SHOWN + 1);
  const page = rows.slice(0, PAGE_SHOWN);
  const last = rows.length > PAGE_SHOWN ? page.at(-1) : undefined;
  return {
    threads: page.map(({ place: _, cost, estimated, ...row }) => ({
      ...row,
      ...toCost({ cost, estimated }),
    })),
    nextCursor: last ? writeCursor({ by: last.place, id: last.id }) : null,
  };
}
