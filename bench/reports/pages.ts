import { listAlerts } from "@/lib/alerts";
import { findRequest, listStandings } from "@/lib/budgets";
import type { Ctx } from "@/lib/org/types";
import {
  ANOMALY_RULE,
  costRangeOf,
  explainAnomaly,
  getCosts,
  getDiagnostics,
  getIntegrity,
  getMemberBreakdown,
  getMemberForecast,
  getMemberMonth,
  getOrgForecast,
  listAnomalies,
  listCategoryCosts,
  listCostNames,
  listCostViews,
  listMemberSpend,
  listPreviousDays,
  listUnpriced,
  listUsageRuns,
  markEstimates,
  markUnpriced,
  spanOf,
} from "@/lib/reports";
import type { CostGroup, CostPreset, CostsInput } from "@/lib/reports/types";
import { TIME_ZONE } from "./seed";

type Given = { admin: Ctx; member: Ctx; busiest: Ctx; now: Date; assistantId: string };
type Pages = Record<string, () => Promise<unknown>>;

const MODEL = "openai/gpt-4o";
const OFFERED = [{ id: "openai/gpt-4o-mini", provider: "openai", model: "gpt-4o-mini" }];

/** Every number of a page as the page itself asks for it, and single reports. */
export function pagesOf(given: Given): Pages {
  return { ...wholePages(given), ...reports(given) };
}

function wholePages({ admin, member, busiest, now }: Given): Pages {
  const clock = { now, timeZone: TIME_ZONE };
  const costs = (view: View) => () => costsPage(admin, view, clock);
  const day = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const custom = (from: number, to: number) => ({ preset: "custom" as const, from: day(from), to: day(to) });
  const filters = { purpose: ["answer"], provider: ["openai"] };
  const one = { filters: { model: [MODEL] } };
  const byBoth = { group: "member", subgroup: "model" } as const;
  const year = { range: { preset: "12m" } } as const;
  // Beyond 400 days, and 200 of two groups or under a filter, the page shows weeks at most, whatever is asked for.
  const long = { range: custom(700, 0), granularity: "week" } as const;
  return {
    "page /usage, a member of middling use": () => usagePage(member, clock),
    "page /usage, who uses it most": () => usagePage(busiest, clock),
    "page /admin/costs": costs({}),
    "page /admin/costs: 30 days by member and model, two filters": costs({ ...byBoth, filters }),
    "page /admin/costs: one day, with its causes": costs({ range: custom(3, 3) }),
    "page /admin/costs: 12 months by member, one model": costs({
      ...{ ...year, ...one, group: "member", granularity: "week" },
    }),
    "page /admin/costs: 12 months by member and model, two filters": costs({
      ...{ ...year, ...byBoth, filters, granularity: "week" },
    }),
    "page /admin/costs: 700 days by member and model": costs({ ...long, ...byBoth }),
    "page /admin/costs: 700 days by department, one model": costs({ ...long, ...one, group: "department" }),
    "page /admin/diagnostics": () => getDiagnostics(admin, { offered: OFFERED, ...clock }),
    "page /admin/integrity": () =>
      Promise.all([getIntegrity(admin, { now }), listAlerts(admin, { limit: 8 })]),
  };
}

async function usagePage(ctx: Ctx, clock: { now: Date; timeZone: string }): Promise<void> {
  const { firstDay: from, lastDay: to } = spanOf(clock);
  await Promise.all([
    getMemberMonth(ctx, clock),
    getMemberBreakdown(ctx, clock),
    listUnpriced(ctx, { from, to, userId: ctx.actor.userId }),
    listStandings(ctx),
    findRequest(ctx),
  ]);
  await getMemberForecast(ctx, clock);
  await Promise.all([listPreviousDays(ctx, clock), listCategoryCosts(ctx, clock), listUsageRuns(ctx, clock)]);
}

type View = Partial<Pick<CostsInput, "range" | "granularity" | "group" | "subgroup" | "filters">>;

async function costsPage(ctx: Ctx, view: View, clock: { now: Date; timeZone: string }): Promise<void> {
  const { range: wanted = { preset: "30d" }, granularity = "day", group = "model", filters = {} } = view;
  const range = costRangeOf(wanted, clock);
  const isOneDay = range.days === 1;
  await Promise.all([
    getCosts(ctx, { range: wanted, granularity, group, subgroup: view.subgroup, filters, ...clock }).then(
      (costs) => markUnpriced(ctx, costs, filters),
    ),
    listAnomalies(ctx, { range, filters, rule: ANOMALY_RULE }),
    isOneDay ? explainAnomaly(ctx, { day: range.from, filters }) : null,
    getOrgForecast(ctx, clock),
    listStandings(ctx).then((standings) =>
      markEstimates(
        ctx,
        standings.filter(({ scope }) => scope === "org"),
        clock,
      ),
    ),
    listCostNames(ctx, { filters }),
    listCostViews(ctx),
    listMemberSpend(ctx, clock),
  ]);
}

function reports({ admin, now, assistantId }: Given): Pages {
  const costs =
    (preset: CostPreset, group: CostGroup, more: Partial<CostsInput> = {}) =>
    () =>
      getCosts(admin, { range: { preset }, granularity: "day", group, timeZone: TIME_ZONE, now, ...more });
  const months = { granularity: "month" } as const;
  return {
    "costs: 30 days by department": costs("30d", "department"),
    "costs: 30 days by member": costs("30d", "member"),
    "costs: 30 days by department and model": costs("30d", "department", { subgroup: "model" }),
    "costs: 30 days of one model by assistant": costs("30d", "assistant", {
      filters: { model: [MODEL] },
    }),
    "costs: 30 days by member and model": costs("30d", "member", { subgroup: "model" }),
    "costs: 12 months by department": costs("12m", "department", months),
    "costs: 12 months by department and model": costs("12m", "department", { ...months, subgroup: "model" }),
    "costs: 12 months by member": costs("12m", "member", months),
    "costs: 12 months by model and member": costs("12m", "model", { ...months, subgroup: "member" }),
    "costs: 12 months by member and model, by week": costs("12m", "member", {
      ...{ granularity: "week", subgroup: "model" },
    }),
    "costs: 12 months of one model by department, by day": costs("12m", "department", {
      filters: { model: [MODEL] },
    }),
    "costs: 30 days of one assistant by member": costs("30d", "member", {
      filters: { assistant: [assistantId] },
    }),
  };
}
