import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Moment } from "@/lib/budgets";
import { getThreadRules, holdThreadRules } from "@/lib/org";
import {
  announcePage,
  type DeletionDay,
  deleteDuePage,
  deletionDay,
  hasOtherDay,
  isDueToBeAnnounced,
  iso,
  withdraw,
} from "./announce";
import { isAnnounced, PAGE } from "./conditions";
import { momentOf } from "./days";

/** Before every other id. */
const FIRST = "00000000-0000-0000-0000-000000000000";

export type DeletedAndAnnounced = { deleted: number; announced: number };

/**
 * For members who agreed: deletes the threads whose announced day has come, as they would by hand, and announces the
 * next ones, each member's in transactions of their own. Any instance may call it at any time.
 */
export async function deleteOldThreads(db: Conn, moment?: Moment): Promise<DeletedAndAnnounced> {
  const sums = { deleted: 0, announced: 0 };
  await withdrawUnseen(db);
  const { deleteAfterDays } = await getThreadRules(db);
  if (deleteAfterDays === null) return sums;
  const now = moment ?? (await momentOf(db));
  const day = deletionDay(now, deleteAfterDays);
  let members: string[];
  let after = FIRST;
  do {
    members = await membersWithWork(db, { now, day, after });
    for (const userId of members) {
      const { deleted, announced } = await serveMember(db, userId, now);
      sums.deleted += deleted;
      sums.announced += announced;
    }
    after = members.at(-1) ?? after;
  } while (members.length === PAGE);
  return sums;
}

type Wanted = { now: Moment; day: DeletionDay; after: string };

/** Asked member by member, each from their own part of the index. */
async function membersWithWork(db: Conn, { now, day, after }: Wanted): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select u.id from users u
    where u.deletion_agreed_at is not null and u.disabled_at is null and u.id > ${after}::uuid
      and (${hasOne(sql`${isAnnounced} and t.deletes_at <= ${iso(now.at)}`)}
        or ${hasOne(isDueToBeAnnounced(day))} and not ${hasOtherDay(sql`u.id`, day)})
    order by u.id limit ${PAGE}`);
  return rows.map(({ id }) => id);
}

/** Whether the member has such a thread. `exists` might be answered by reading everybody's. */
function hasOne(such: SQL): SQL {
  return sql`(select true from threads t where t.user_id = u.id and ${such} limit 1) is not null`;
}

async function serveMember(db: Conn, userId: string, moment: Moment): Promise<DeletedAndAnnounced> {
  const sums = { deleted: 0, announced: 0 };
  let page: DeletedAndAnnounced;
  do {
    page = await db.transaction((tx) => servePage(tx, userId, moment));
    sums.deleted += page.deleted;
    sums.announced += page.announced;
  } while (page.deleted === PAGE || page.announced === PAGE);
  return sums;
}

/** Neither the rule nor the consent can change before it is committed; a member whom somebody else has is passed by. */
async function servePage(tx: Conn, userId: string, moment: Moment): Promise<DeletedAndAnnounced> {
  const { deleteAfterDays } = await holdThreadRules(tx);
  if (deleteAfterDays === null || !(await holdConsent(tx, userId))) return { deleted: 0, announced: 0 };
  const deleted = await deleteDuePage(tx, userId, moment);
  if (deleted === PAGE) return { deleted, announced: 0 };
  return { deleted, announced: await announcePage(tx, userId, deletionDay(moment, deleteAfterDays)) };
}

async function holdConsent(tx: Conn, userId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from users where id = ${userId}::uuid and deletion_agreed_at is not null and disabled_at is null
    for no key update skip locked`);
  return rows.length > 0;
}

/** Who cannot sign in sees no announcement: it is made anew once they can. */
async function withdrawUnseen(db: Conn): Promise<void> {
  const members = await db.execute<{ id: string }>(sql`
    select u.id from users u
    where u.deletion_agreed_at is not null and u.disabled_at is not null and ${hasOne(isAnnounced)}
    order by u.id limit ${PAGE}`);
  for (const { id } of members) await db.transaction((tx) => withdraw(tx, sql`t.user_id = ${id}::uuid`));
}
