import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { containing } from "@/db/containing";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Act, AuditRow, Details, Via } from "./types";

const PAGE_SIZE_MAX = 1_000;
const PAGE_SIZE = 50;
/** Words beyond these say no more. */
const WORDS_MAX = 8;

export type AuditQuery = {
  /** Beginnings of words in what was acted on, or a part of the name of who acted. */
  text?: string | undefined;
  act?: Act | undefined;
  /** Who acted. */
  userId?: string | undefined;
  from?: Date | undefined;
  /** The first instant that is not asked for any more. */
  until?: Date | undefined;
  cursor?: string | undefined;
  limit?: number;
};
export type AuditPage = { rows: AuditRow[]; nextCursor: string | null };

type Caller = { db: Conn; actor: { role: "owner" | "admin" | "member" } };

/** The log, newest first, 50 a page and at most 1,000. Throws `not_found` for a member. */
export async function listAudit({ db, actor }: Caller, query: AuditQuery = {}): Promise<AuditPage> {
  if (actor.role === "member") throw new AppError("not_found", "This page does not exist.");
  const pageSize = Math.min(Math.max(query.limit ?? PAGE_SIZE, 1), PAGE_SIZE_MAX);
  const found = await db.execute<Row>(sql`
    select e.id, e.seq::text, e.user_id, u.name as user_name, e.via, e.act, e.subject_kind, e.subject_id,
      e.subject_name, e.before, e.after, e.occurred_at, encode(e.hash, 'hex') as hash
    from audit_entries e left join users u on u.id = e.user_id
    where e.seq is not null and ${conditionsOf(query)}
    order by e.seq desc limit ${pageSize + 1}`);
  const rows = found.slice(0, pageSize).map(toAuditRow);
  const last = found.length > pageSize ? rows.at(-1) : undefined;
  return { rows, nextCursor: last ? String(last.seq) : null };
}

function conditionsOf({ text, act, userId, from, until, cursor }: AuditQuery): SQL {
  const conditions = [sql`true`];
  if (act) conditions.push(sql`e.act = ${act}`);
  if (userId) conditions.push(isId(userId) ? sql`e.user_id = ${userId}::uuid` : sql`false`);
  if (from) conditions.push(sql`e.occurred_at >= ${from.toISOString()}::timestamptz`);
  if (until) conditions.push(sql`e.occurred_at < ${until.toISOString()}::timestamptz`);
  if (cursor && /^[1-9]\d{0,14}$/.test(cursor)) conditions.push(sql`e.seq < ${cursor}::bigint`);
  const words = text?.trim();
  if (words) conditions.push(sql`(${namesSubject(words)} or ${namesActor(words)})`);
  return sql.join(conditions, sql` and `);
}

function namesSubject(text: string): SQL {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, WORDS_MAX) ?? [];
  if (words.length === 0) return sql`false`;
  const query = words.map((word) => `${word}:*`).join(" & ");
  return sql`to_tsvector('simple', regexp_replace(coalesce(e.subject_name, ''), '[^[:alnum:]]+', ' ', 'g'))
    @@ to_tsquery('simple', ${query})`;
}

function namesActor(text: string): SQL {
  return sql`e.user_id in (select id from users where name ilike ${containing(text)})`;
}

type Row = {
  id: string;
  seq: string;
  user_id: string | null;
  user_name: string | null;
  via: Via | null;
  act: Act;
  subject_kind: string;
  subject_id: string | null;
  subject_name: string | null;
  before: Details | null;
  after: Details | null;
  occurred_at: string;
  hash: string;
};

function toAuditRow(row: Row): AuditRow {
  const { id, act, before, after, hash } = row;
  const who = row.user_id
    ? { userId: row.user_id, name: row.user_name ?? "Somebody who is gone" }
    : { via: row.via ?? ("purser" as const) };
  const subject = { kind: row.subject_kind, id: row.subject_id, name: row.subject_name };
  return {
    id,
    seq: Number(row.seq),
    who,
    act,
    subject,
    before,
    after,
    hash,
    occurredAt: new Date(row.occurred_at),
  };
}
