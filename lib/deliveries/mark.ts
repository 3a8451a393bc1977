import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Deliveries, Lease } from "./claim";

type Mine = Pick<Lease, "id" | "leaseOwner">;

/** Done. False where the lease ran out, and another has it now. */
export async function markSent(conn: Conn, table: Deliveries, mine: Mine): Promise<boolean> {
  const marked = await conn.execute(sql`
    update ${table} d set state = 'sent', sent_at = now(), lease_owner = null, last_error = null
    where ${isMine(mine)} returning d.id`);
  return marked.length > 0;
}

type Failed = Mine & {
  table: Deliveries;
  why: string;
  /** Until it is tried again; null: never. */
  waitMs: number | null;
};

/** Not done; does nothing where the lease ran out. */
export async function markFailed(conn: Conn, { table, why, waitMs, ...mine }: Failed): Promise<void> {
  const next =
    waitMs === null
      ? sql`state = 'failed'`
      : sql`next_try_at = now() + make_interval(secs => ${waitMs / 1_000})`;
  await conn.execute(sql`
    update ${table} d set ${next}, lease_owner = null, last_error = ${why} where ${isMine(mine)}`);
}

function isMine({ id, leaseOwner }: Mine): SQL {
  return sql`d.id = ${id}::uuid and d.lease_owner = ${leaseOwner}::uuid and d.state = 'waiting'`;
}
