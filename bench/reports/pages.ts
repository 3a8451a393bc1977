import { readAddress, type SearchParams, shownPer } from "@/app/(workspace)/admin/costs/address";
import { readView } from "@/app/(workspace)/admin/costs/view";
import { listAlerts } from "@/lib/alerts";
import { findRequest, listStandings } from "@/lib/budgets";
import type { Ctx } from "@/lib/org/types";
import {
  getCosts,
  getDiagnostics,
  getIntegrity,
  getMemberBreakdown,
  getMemberForecast,
  getMemberMonth,
  getOrgForecast,
  listCategoryCosts,
  listCostNames,
  listCostViews,
  listMemberSpend,
  listPreviousDays,
  listUsageRuns,
} from "@/lib/reports";
import type { CostGroup, CostPreset, CostsInput } from "@/lib/reports/types";
import { TIME_ZONE } from "./seed";

type Given = { admin: Ctx; member: Ctx; now: Date; assistantId: string };
type Pages = Record<string, () => Promise<unknown>>;

const MODEL = "openai/gpt-4o";
const OFFERED = [{ id: "openai/gpt-4o-mini", provider: "openai", model: "gpt-4o-mini" }];

/** Every number of a page as the page itself asks for it, and single reports. */
export function pagesOf(given: Given): Pages {
  return { ...wholePages(given), ...reports(given) };
}

function wholePages({ admin, member, now }: Given): Pages {
  const clock = { now, timeZone: TIME_ZONE };
  const costs = (params: SearchParams) => () => costsPage(admin, params, now);
  const day = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const filters = { purpose: "answer", provider: "openai" };
  const byBoth = { by: "member", second: "model", per: "day" };
  return {
    "page /usage, a member of middling use": () => usagePage(member, clock),
    "page /admin/costs": costs({}),
    "page /admin/costs: 30 days by member and model, two filters": costs({ ...byBoth, ...filters }),
    "page /admin/costs: one day, with its causes": costs({ range: "custom", from: day(3), to: day(3) }),
    "page /admin/costs: 12 months by member, one model, by day": costs({
      ...{ range: "12m", by: "member", model: MODEL, per: "day" },
    }),
    "page /admin/costs: 12 months by member and model, two filters, by day": costs({
      ...{ range: "12m", ...byBoth, ...filters },
    }),
    "page /admin/costs: 700 days by member and model, by day": costs({
      ...{ range: "custom", from: day(700), to: day(0), ...byBoth },
    }),
    "page /admin/costs: 700 days by department, one model, by day": costs({
      ...{ range: "custom", from: day(700), to: day(0), by: "department", model: MODEL, per: "day" },
    }),
    "page /admin/diagnostics": () => getDiagnostics(admin, { offered: OFFERED, ...clock }),
    "page /admin/integrity": () => Promise.all([getIntegrity(admin, { now }), listAlerts(admin, { limit: 8 })]),
  };
}

async function usagePage(ctx: Ctx, clock: { now: Date; timeZone: string }): Promise<void> {
  await Promise.all([
    getMemberMonth(ctx, clock),
    getMemberBreakdown(ctx, clock),
    listStandings(ctx),
    findRequest(ctx),
  ]);
  await getMemberForecast(ctx, clock);
  await Promise.all([
    listPreviousDays(ctx, clock),
    listCategoryCosts(ctx, clock),
    listUsageRuns(ctx, clock),
  ]);
}

async function costsPage(ctx: Ctx, params: SearchParams, now: Date): Promise<void> {
  const asked = readAddress(params, { now, timeZone: TIME_ZONE });
  const { address, range } = asked;
  const { granularity } = shownPer(asked);
  const { filters } = address;
  await Promise.all([
    readView(ctx, { address, range, granularity }),
    getOrgForecast(ctx, { now, timeZone: TIME_ZONE }),
    listStandings(ctx),
    listCostNames(ctx, { filters }),
    listCostViews(ctx),
    listMemberSpend(ctx, { now, timeZone: TIME_ZONE }),
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
