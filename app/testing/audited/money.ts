import { newId } from "@/db/id";
import { memberBudget } from "@/lib/budgets/testing";
import { createCostView, dismissAnomaly } from "@/lib/reports";
import {
  budget,
  department,
  estimatedCall,
  failedMail,
  oneDay,
  planWithMessages,
  request,
  someone,
  topUp,
  typedLimits,
  USD,
  view,
} from "../given";
import type { Scenario } from "./scenario";

/** About budgets, departments’ money, reports and the ledger. */
export const MONEY: Record<string, Scenario> = {
  "admin/budgets/departments/actions.ts#addDepartment": {
    acts: ["department.create"],
    given: async () => ({ name: "Added" }),
  },
  "admin/budgets/departments/actions.ts#changeDepartment": {
    acts: ["department.rename"],
    given: async (ctx) => ({ ...(await department(ctx)), name: "Renamed" }),
  },
  "admin/budgets/departments/actions.ts#removeDepartment": { acts: ["department.delete"], given: department },
  "admin/budgets/departments/actions.ts#removeDepartments": {
    acts: ["department.delete"],
    given: async (ctx) => ({ ids: [(await department(ctx)).departmentId] }),
  },
  "admin/budgets/plans/actions.ts#removePlans": {
    acts: ["budget.remove", "plan.delete"],
    given: async (ctx) => ({ ids: [(await planWithMessages(ctx)).planId] }),
  },
  "admin/budgets/plans/actions.ts#storePlan": {
    acts: ["plan.create", "budget.set"],
    given: async () => ({
      ...{ name: "Stored", allModels: "on", models: "", messages: "100" },
      ...{ inputTokensMax: "", outputTokensMax: "", requestPicoUsdMax: "" },
    }),
  },
  "admin/budgets/plans/actions.ts#removePlan": {
    acts: ["budget.remove", "plan.delete"],
    given: planWithMessages,
  },
  "admin/budgets/actions.ts#saveBudget": {
    acts: ["budget.set"],
    given: async (ctx) => ({
      ...memberBudget(await someone(ctx), "day"),
      ...{ whom: await someone(ctx), amount: "1", thresholds: "50, 80" },
    }),
  },
  "admin/budgets/actions.ts#topUpBudget": {
    acts: ["budget.top_up"],
    given: async (ctx) => ({
      ...(await budget(ctx)),
      ...{ amount: "1", reason: "A workshop." },
      lastDay: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10),
    }),
  },
  "admin/budgets/bulk-actions.ts#changeBudgets": {
    acts: ["budget.set"],
    given: async (ctx) => {
      const ids = [(await budget(ctx)).budgetId, (await budget(ctx)).budgetId];
      return { ids: ids.join(","), how: "raise", amount: "10 %", unit: "usd" };
    },
  },
  "admin/budgets/bulk-actions.ts#dropBudgets": {
    acts: ["budget.remove"],
    given: async (ctx) => ({ ids: [(await budget(ctx)).budgetId, (await budget(ctx)).budgetId] }),
  },
  "admin/budgets/bulk-actions.ts#restoreBudgets": {
    acts: ["budget.set"],
    given: async (ctx) => {
      const key = memberBudget(await someone(ctx), "week");
      const before = { ...key, budgetId: newId(), limit: USD, downgradeTo: null, thresholds: [80] };
      return [{ before, after: null }];
    },
  },
  "admin/budgets/actions.ts#endBudgetTopUp": { acts: ["budget.end_top_up"], given: topUp },
  "admin/departments/actions.ts#saveShares": {
    acts: ["department.shares"],
    given: async (ctx) => {
      const { departmentId } = await department(ctx);
      return { [`share-${departmentId}`]: "12.5" };
    },
  },
  "admin/reconciliation/actions.ts#readCosts": {
    acts: ["reconciliation.read"],
    given: async () => ({ provider: "openai", costs: "date,model,usd\n2026-11-21,gpt-4o-mini,1.25" }),
  },
  "admin/reconciliation/actions.ts#fetchProviderCosts": {
    acts: ["reconciliation.read"],
    given: async () => ({ provider: "compatible", from: "2026-11-20", to: "2026-11-21" }),
  },
  "admin/requests/actions.ts#approve": {
    acts: ["budget.set", "budget_request.approve"],
    given: async (ctx) => ({ ...(await request(ctx)), amount: "1", lastDay: "", answer: "" }),
  },
  "admin/requests/actions.ts#decline": {
    acts: ["budget_request.decline"],
    given: async (ctx) => ({ ...(await request(ctx)), answer: "Next month." }),
  },
  "admin/costs/actions.ts#setMemberLimits": {
    acts: ["budget.set"],
    given: async (ctx) => ({ ...typedLimits, userId: await someone(ctx) }),
  },
  "admin/costs/actions.ts#setOrgLimits": { acts: ["budget.set"], given: async () => typedLimits },
  "admin/costs/actions.ts#setEveryonesLimits": { acts: ["budget.set"], given: async () => typedLimits },
  "admin/costs/explore-actions.ts#addView": { acts: ["cost_view.create"], given: async () => view() },
  "admin/costs/explore-actions.ts#renameView": {
    acts: ["cost_view.rename"],
    given: async (ctx) => ({ ...(await createCostView(ctx, view())), name: `View ${newId()}` }),
  },
  "admin/costs/explore-actions.ts#removeView": {
    acts: ["cost_view.delete"],
    given: (ctx) => createCostView(ctx, view()),
  },
  "admin/costs/explore-actions.ts#dismiss": {
    acts: ["anomaly.dismiss"],
    given: async () => ({ ...oneDay, reason: "A workshop." }),
  },
  "admin/costs/explore-actions.ts#restore": {
    acts: ["anomaly.restore"],
    given: async (ctx) => {
      await dismissAnomaly(ctx, { day: oneDay.day, filters: {}, reason: "A workshop." });
      return oneDay;
    },
  },
  "admin/integrity/actions.ts#correctAmount": {
    acts: ["ledger.adjust"],
    given: async (ctx) => ({ attemptId: await estimatedCall(ctx), costUsd: "0.12", why: "The invoice." }),
  },
  "admin/reports/actions.ts#saveRecipients": {
    acts: ["report_recipients.set"],
    given: async () => ({ departmentId: "", recipients: `${newId()}@example.org` }),
  },
  "admin/reports/actions.ts#retryMails": { acts: ["report_mail.retry"], given: failedMail },
};
