import { and, between, eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { anomalyDismissals, users } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import type { CostFilters, CostRange } from "../cost-types";
import { filterText } from "../filter-text";
import { type AnomalyRule, findAnomalies } from "../forecast/anomalies";
import { listOrgDays, type OrgDay } from "../list-org-days";
import { getMinimums } from "../minimums/get-minimums";
import type { CostAnomaly, Dismissal } from "./types";

/** Eight weeks to judge a day by, and the week that the first of them needs itself. */
const HISTORY_DAYS = 63;

/** The rule that holds unless an address names the other: alerts and diagnostics go by it. */
export const ANOMALY_RULE: AnomalyRule = "robust";

type AnomaliesInput = {
  range: Pick<CostRange, "from" | "to" | "today">;
  filters: CostFilters;
  rule: AnomalyRule;
};

/** The days of a range that cost far more than those before them, with what was said of them. Today is not judged yet. */
export async function listAnomalies(ctx: Ctx, input: AnomaliesInput): Promise<CostAnomaly[]> {
  assertAdmin(ctx.actor);
  return (await judgeDays(ctx.db, input)).anomalies;
}

type Judged = { anomalies: CostAnomaly[]; days: OrgDay[] };

/** The same with the days that were judged by, for whoever may know them. */
export async function judgeDays(conn: Conn, { range, filters, rule }: AnomaliesInput): Promise<Judged> {
  const yesterday = Temporal.PlainDate.from(range.today).subtract({ days: 1 }).toString();
  const to = range.to < yesterday ? range.to : yesterday;
  if (to < range.from) return { anomalies: [], days: [] };
  const from = Temporal.PlainDate.from(range.from).subtract({ days: HISTORY_DAYS }).toString();
  const days = await listOrgDays(conn, { from, to, filters });
  const { anomalyMinPicoUsd } = await getMinimums(conn);
  const found = findAnomalies(days, { rule, minImpactPicoUsd: anomalyMinPicoUsd });
  const dismissals = await readDismissals(conn, { from: range.from, to, filters });
  const anomalies = found
    .filter(({ day }) => day >= range.from)
    .map((anomaly) => ({ ...anomaly, dismissed: dismissals.get(anomaly.day) ?? null }));
  return { anomalies, days };
}

type DaysInput = { from: string; to: string; filters: CostFilters };

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
