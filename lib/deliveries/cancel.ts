import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Deliveries } from "./claim";

/**
 * What waits and nobody is sending is not sent any more; its table's own retry may put it on its way again. What is being
 * sent at this moment cannot be held back, and whoever sends it says what came of it. `which` is said of a delivery `d`,
 * and `why` may be.
 */
export async function cancelDeliveries(
  conn: Conn,
  table: Deliveries,
  { which, why }: { which: SQL; why: string | SQL },
): Promise<void> {
  await conn.execute(sql`
    update ${table} d set state = 'cancelled', last_error = ${why}, lease_owner = null
    where d.state = 'waiting' and (d.lease_owner is null or d.next_try_at <= now()) and ${which}`);
}
