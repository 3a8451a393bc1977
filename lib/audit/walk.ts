import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { hashOf, type StoredRow } from "./encode";
import type { ChainPlace, ChainReport } from "./types";

const ROWS_AT_ONCE = 2_000;

/** The last row that is known to hold, and its hash; 0 before the first. */
export type Place = { verified: number; head: string };

/** Walks from behind a place to the end, page by page, so that rows may be added meanwhile. */
export async function walkChain(conn: Conn, from: Place, known?: ChainPlace): Promise<ChainReport> {
  let place = from;
  for (;;) {
    const rows = await readRows(conn, place.verified);
    for (const row of rows) {
      const why = faultOf(row, place) ?? differenceFrom(known, row);
      if (why) return report(place, { seq: place.verified + 1, why });
      place = { verified: place.verified + 1, head: row.hash ?? "" };
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  if (known && known.seq > place.verified) {
    return report(place, { seq: place.verified + 1, why: `the log once had ${known.seq} rows` });
  }
  const loose = await countLoose(conn);
  if (loose === 0) return report(place, null);
  return report(place, { seq: place.verified + 1, why: `${loose} rows stand outside the chain` });
}

function report({ verified, head }: Place, broken: ChainReport["broken"]): ChainReport {
  return { verified, head: verified === 0 ? null : head, broken };
}

function faultOf(row: StoredRow, { verified, head }: Place): string | null {
  if (row.seq !== String(verified + 1)) return `it is missing: #${row.seq} comes next`;
  if (row.previous_hash !== head) return "it does not follow the row before it";
  return row.hash === hashOf(row, head) ? null : "its content is not what was written";
}

function differenceFrom(known: ChainPlace | undefined, { seq, hash }: StoredRow): string | null {
  return known && seq === String(known.seq) && hash !== known.hash
    ? "it is another one than was noted"
    : null;
}

async function readRows(conn: Conn, after: number): Promise<StoredRow[]> {
  return conn.execute<StoredRow>(sql`
    select e.seq::text, id::text, (extract(epoch from occurred_at) * 1000000)::bigint::text as occurred_us,
      user_id::text, via, act, subject_kind, subject_id, subject_name, before::text, after::text,
      encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash
    from audit_entries e where e.seq > ${after} order by e.seq limit ${ROWS_AT_ONCE}`);
}

/** Rows get their place before anybody else can see them. */
async function countLoose(conn: Conn): Promise<number> {
  const [row] = await conn.execute<{ loose: number }>(
    sql`select count(*)::int as loose from audit_entries where seq is null`,
  );
  return row?.loose ?? 0;
}
