import { and, between, eq, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { anomalyDismissals, users } from "@/db/schema";
import { PICO_PER_USD, type PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { costRows } from "../cost-rows";
import type { CostFilters, CostRange } from "../cost-types";
import { filterText } from "../filter-text";
import { type AnomalyRule, findAnomalies } from "../forecast/anomalies";
import type { CostAnomaly, Dismissal } from "./types";

/** What costs less than this above the expected is nobody's concern. */
export const ANOMALY_IMPACT_MIN: PicoUsd = PICO_PER_USD;
/** Eight weeks to judge a day by, and the week that the first of them needs itself. */
const HISTORY_DAYS = 63;

export type AnomaliesInput = {
  range: Pick<CostRange, "from" | "to" | "today">;
  filters: CostFilters;
  rule: AnomalyRule;
};

/** The days of a range that cost far more than those before them, with what was said of them. Today is not judged yet. */
export async function listAnomalies(
  ctx: Ctx,
  { range, filters, rule }: AnomaliesInput,
): Promise<CostAnomaly[]> {
  assertAdmin(ctx.actor);
  const yesterday = Temporal.PlainDate.from(range.today).subtract({ days: 1 }).toString();
  const to = range.to < yesterday ? range.to : yesterday;
  if (to < range.from) return [];
  const from = Temporal.PlainDate.from(range.from).subtract({ days: HISTORY_DAYS }).toString();
  const days = await readDays(ctx.db, { from, to, filters });
  const found = findAnomalies(days, { rule, minImpactPicoUsd: ANOMALY_IMPACT_MIN });
  const dismissals = await readDismissals(ctx.db, { from: range.from, to, filters });
  return found
    .filter(({ day }) => day >= range.from)
    .map((anomaly) => ({ ...anomaly, dismissed: dismissals.get(anomaly.day) ?? null }));
}

type DaysInput = { from: string; to: string; filters: CostFilters };

/** Every day's cost, also where there was none. */
async function readDays(conn: Conn, { from, to, filters }: DaysInput) {
  const rows = await conn.execute<{ day: string; cost: string }>(sql`
    select past.at::date::text as day, coalesce(sum(cost_pico_usd), 0) as cost
    from generate_series(${from}::timestamp, ${to}::timestamp, interval '1 day') as past(at)
    left join (${costRows({ from, to, group: null, filters })}) rows on rows.day = past.at::date
    group by 1 order by 1`);
  return rows.map(({ day, cost }) => ({ day, costPicoUsd: BigInt(cost) }));
}

async function readDismissals(conn: Conn, { from, to, filters }: DaysInput): Promise<Map<string, Dismissal>> {
  const rows = await conn
    .select({
      day: anomalyDismissals.day,
      reason: anomalyDismissals.reason,
      by: users.name,
      at: anomalyDismissals.createdAt,
    })
    .from(anomalyDismissals)
    .innerJoin(users, eq(users.id, anomalyDismissals.userId))
    .where(and(eq(anomalyDismissals.filters, filterText(filters)), between(anomalyDismissals.day, from, to)));
  return new Map(rows.map(({ day, ...dismissal }) => [day, dismissal]));
}
