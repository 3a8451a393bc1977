import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";

/** Each department's share in a month ("2026-11"), in hundredths of a percent; departments without one are left out. */
export async function readShares(conn: Conn, month: string): Promise<Map<string, number>> {
  const rows = await conn.execute<{ departmentId: string; basisPoints: number }>(sql`
    select distinct on (department_id) department_id as "departmentId", basis_points as "basisPoints"
    from department_shares where from_month <= ${`${month}-01`}::date
    order by department_id, from_month desc`);
  return new Map(
    rows
      .filter(({ basisPoints }) => basisPoints > 0)
      .map(({ departmentId, basisPoints }) => [departmentId, basisPoints]),
  );
}
