import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { AppError } from "@/lib/errors";
import { BEFORE_THE_FIRST } from "./encode";
import type { ChainEndReport } from "./types";
import { walkChain } from "./walk";

type Caller = { db: Conn; actor: { role: "owner" | "admin" | "member" } };

/**
 * The same for at most so many of the newest rows, so that a long log takes no longer than they do. The row before them
 * is taken as it stands; a log that is not longer is walked from its first row on. Throws `not_found` for a member.
 */
export async function verifyChainEnd(
  { db: conn, actor }: Caller,
  { rowsMax }: { rowsMax: number },
): Promise<ChainEndReport> {
  if (actor.role === "member") throw new AppError("not_found", "This page does not exist.");
  const [newest] = await conn.execute<{ seq: string | null }>(
    sql`select max(seq)::text as seq from audit_entries`,
  );
  const before = Math.max(0, Number(newest?.seq ?? 0) - rowsMax);
  const first = before + 1;
  if (before === 0) return { first, ...(await walkChain(conn, { verified: 0, head: BEFORE_THE_FIRST })) };
  const [row] = await conn.execute<{ hash: string }>(
    sql`select encode(hash, 'hex') as hash from audit_entries where seq = ${before}`,
  );
  if (row) return { first, ...(await walkChain(conn, { verified: before, head: row.hash })) };
  return { first, verified: before - 1, head: null, broken: { seq: before, why: "it is missing" } };
}
