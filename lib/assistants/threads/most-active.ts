import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { AppError } from "@/lib/errors";
import { getThreadRules } from "@/lib/org";

const LOCK_OF_MEMBERS = 0x74687264;

/** Most active threads of a member; null where there is no limit. */
export async function readMost(db: Conn): Promise<number | null> {
  return (await getThreadRules(db)).activeThreadsMax;
}

/**
 * Whether each of these members may have one more thread, in their order: null, or what refuses it. Locks the members
 * until the transaction ends, so that two new threads cannot take the same place.
 */
export async function refuseBeyondMost(
  tx: Conn,
  userIds: readonly string[],
  most: number,
): Promise<(AppError | null)[]> {
  if (userIds.length === 0) return [];
  const active = await countLocked(tx, [...new Set(userIds)].toSorted());
  return userIds.map((userId) => {
    const count = active.get(userId) ?? 0;
    if (count >= most) return tooMany(count, most);
    active.set(userId, count + 1);
    return null;
  });
}

/** The locks in a statement of their own: what is counted has to be read after they are there. */
async function countLocked(tx: Conn, userIds: string[]): Promise<Map<string, number>> {
  const ids = sql.param(userIds);
  await tx.execute(sql`
    select pg_advisory_xact_lock(${LOCK_OF_MEMBERS}, hashtext(id)) from unnest(${ids}::text[]) with ordinality as member(id, n)
    order by n`);
  const rows = await tx.execute<{ id: string; count: string }>(sql`
    select member.id, (select count(*) from threads where ${ACTIVE} and pinned_at is null)
      + (select count(*) from threads where ${ACTIVE} and pinned_at is not null) as count
    from unnest(${ids}::uuid[]) as member(id)`);
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/** Temporary ones are not counted: they are in no list in which a member could make room. */
const ACTIVE = sql`user_id = member.id and deleted_at is null and api_key_id is null and merged_into_id is null
  and not temporary and archived_at is null`;

function tooMany(count: number, most: number): AppError {
  return new AppError(
    "conflict",
    `You have ${count} of ${most} active threads: archive or delete one, or go on in one of them.`,
  );
}
