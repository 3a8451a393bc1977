import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { readLabels } from "../cost-labels";
import { costRows } from "../cost-rows";
import type { CostFilters } from "../cost-types";
import type { AnomalyCause } from "./types";

const GROUPS = ["department", "member", "model"] as const;
/** The same weekday of so many weeks before is what a day usually costs. */
const WEEKS = 4;

type CauseInput = { day: string; filters: CostFilters };

/** The department, the member and the model that rose most on a day above the same weekday of the four weeks before. */
export async function explainAnomaly(ctx: Ctx, input: CauseInput): Promise<AnomalyCause[]> {
  assertAdmin(ctx.actor);
  return readCauses(ctx.db, input);
}

/** The same for a verb that has checked who asks. */
export async function readCauses(conn: Conn, input: CauseInput): Promise<AnomalyCause[]> {
  const causes: AnomalyCause[] = [];
  for (const group of GROUPS) {
    const cause = await readCause(conn, { ...input, group });
    if (cause) causes.push(cause);
  }
  return causes;
}

async function readCause(
  conn: Conn,
  { day, filters, group }: CauseInput & { group: AnomalyCause["group"] },
): Promise<AnomalyCause | null> {
  const at = Temporal.PlainDate.from(day);
  const days = Array.from({ length: WEEKS + 1 }, (_, weeks) => at.subtract({ weeks }).toString());
  const rows = days.map((one) => sql`(${costRows({ from: one, to: one, group, filters })})`);
  const [row] = await conn.execute<Row>(sql`
    select key, sum(now) as cost, floor(sum(before) / ${WEEKS}::int) as usual,
      sum(estimated_pico_usd) filter (where is_now) as estimated,
      coalesce(sum(estimated_pico_usd) filter (where not is_now), 0) = 0 as "isUsualExact"
    from (select key, estimated_pico_usd, day = ${day}::date as is_now,
      case when day = ${day}::date then cost_pico_usd else 0 end as now,
      case when day = ${day}::date then 0 else cost_pico_usd end as before
      from (${sql.join(rows, sql` union all `)}) rows) parted
    group by key having sum(now) > sum(before) / ${WEEKS}::int
    order by sum(now) - sum(before) / ${WEEKS}::int desc, key limit 1`);
  if (!row) return null;
  const labels = await readLabels(conn, group, [row]);
  const { key, isUsualExact } = row;
  return {
    ...{ group, key, label: labels(key), isUsualExact },
    ...{ costPicoUsd: BigInt(row.cost), estimatedPicoUsd: BigInt(row.estimated ?? 0) },
    usualPicoUsd: BigInt(row.usual),
  };
}

type Row = { key: string; cost: string; usual: string; estimated: string | null; isUsualExact: boolean };
