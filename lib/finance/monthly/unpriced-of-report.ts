import { sql } from "drizzle-orm";

const hasShare = sql`coalesce((
  select s.basis_points from department_shares s
  where s.department_id::text = r.department_key and s.from_month <= r.month order by s.from_month desc limit 1), 0) > 0`;

/** How many calls of a stored report `r` have no price now, those included that its department has a share of. */
export const unpricedOfReport = sql`(
  select coalesce(sum(n.calls), 0)::int from unpriced_days n
  where n.day >= r.month and n.day < r.month + interval '1 month' and (r.department_key = ''
    or n.department_id::text = r.department_key or n.department_id is null and ${hasShare}))`;
