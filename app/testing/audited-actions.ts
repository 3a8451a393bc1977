import type { Db } from "@/db/client";
import { newId } from "@/db/id";
import { alertDeliveries, monthlyReports, outbox, reportMails } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { addChannel, pauseChannel, removeChannel } from "@/lib/alerts";
import { archiveAssistant, saveAssistant, savePrompt } from "@/lib/assistants";
import type { Act } from "@/lib/audit";
import { addTopUp, askForBudget, listTopUps, setBudget } from "@/lib/budgets";
import { ask, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { setReportRecipients } from "@/lib/finance";
import { createDepartment, createInvitation, disableMember, savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { allowUnpriced, setPrice } from "@/lib/pricing";
import { addProvider, pauseProvider, removeProvider } from "@/lib/provider-keys";
import { createCostView, dismissAnomaly } from "@/lib/reports";

type OwnCtx = Ctx & { db: Db };

export type Scenario = {
  /** What the action has to record. */
  acts: Act[];
  /** Prepares what the action is about, and answers what a form or a button sends. */
  given: (ctx: OwnCtx) => Promise<unknown>;
};

const USD = 1_000_000_000_000n;
const rates = { inputPicoUsd: 1n, cachedInputPicoUsd: 1n, cacheWritePicoUsd: 0n, outputPicoUsd: 2n };
const inCatalogue = { provider: "openai", model: "gpt-4o-mini" };

const someone = async ({ db }: OwnCtx) => (await makeMember(db)).userId;
const department = (ctx: OwnCtx) => createDepartment(ctx, { name: `Department ${newId()}` });
const unpriced = () => ({ provider: "compatible", model: `local-${newId()}` });
const view = () => ({ name: `View ${newId()}`, search: "by=member" });
const oneDay = { day: "2026-10-21", filters: "" };
const typedLimits = { month: "5", day: "" };

const planTerms = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };
const plan = (ctx: OwnCtx) => savePlan(ctx, { name: `Plan ${newId()}`, ...planTerms });

async function planWithMessages(ctx: OwnCtx) {
  const { planId } = await plan(ctx);
  const key = { scope: "plan", scopeId: planId, period: "month", unit: "messages" } as const;
  await setBudget(ctx, { ...key, onLimit: "block", limit: 10n });
  return { planId };
}

async function budget(ctx: OwnCtx) {
  const key = memberBudget(await someone(ctx), "month");
  return setBudget(ctx, { ...key, limit: 5n * USD });
}

async function topUp(ctx: OwnCtx) {
  const { budgetId } = await budget(ctx);
  const endsAt = new Date(Date.now() + 86_400_000);
  await addTopUp(ctx, { budgetId, amount: USD, endsAt, reason: "A workshop." });
  const [added] = await listTopUps(ctx, { budgetId });
  return { topUpId: added?.topUpId };
}

async function request(ctx: OwnCtx) {
  const actor = await makeMember(ctx.db);
  const { budgetId } = await setBudget(ctx, { ...memberBudget(actor.userId, "month"), limit: USD });
  const wish = { budgetId, amount: USD, neededUntil: null, reason: "A workshop." };
  return askForBudget({ db: ctx.db, actor }, wish);
}

async function estimatedCall({ db, actor }: OwnCtx) {
  return db.transaction(async (tx) => {
    const attempt = await makeAttempt(tx, actor.userId);
    await ask(tx, { ...attempt, amount: USD, at: new Date() });
    await post(tx, attempt, { costPicoUsd: USD, certainty: "estimated" });
    return attempt.attemptId;
  });
}

const helper = { description: "", instructions: "Be brief.", model: null, outputTokensMax: null };
const sharedAssistant = (ctx: OwnCtx) =>
  saveAssistant(ctx, { ...helper, name: "Helper", sharing: { visibility: "everyone" } });
const prompt = () => ({ name: `Prompt ${newId()}`, text: "Say it.", visibility: "everyone" as const });

const channel = { kind: "email" as const, name: "Finance", alertKinds: ["threshold"] };

async function alertChannel(ctx: OwnCtx) {
  const { channelId } = await addChannel(ctx, { ...channel, recipients: ["finance@example.org"] });
  return { channelId };
}

const provider = () => ({
  ...{ name: `house-${newId().slice(-12)}`, baseUrl: "https://models.invalid/v1" },
  ...{ dialect: "chat" as const, apiKey: "a-key-that-is-none" },
});
const addedProvider = (ctx: OwnCtx) => addProvider(ctx, provider());

async function failedDelivery(ctx: OwnCtx) {
  const { channelId } = await alertChannel(ctx);
  const [alertId, deliveryId] = [newId(), newId()];
  const payload = { attemptId: alertId, userId: ctx.actor.userId, model: "openai/x", overrunPicoUsd: "1" };
  await ctx.db.insert(outbox).values({ id: alertId, kind: "overrun", key: alertId, payload });
  const state = "failed" as const;
  await ctx.db
    .insert(alertDeliveries)
    .values({ id: deliveryId, alertId, channelId, recipient: "finance@example.org", state });
  return { deliveryId };
}

async function failedMail(ctx: OwnCtx) {
  const [reportId, recipient] = [newId(), `${newId()}@example.org`];
  await setReportRecipients(ctx, { departmentId: null, recipients: [recipient] });
  const report = { month: "2019-01-01", departmentKey: "", name: "Northwind", revision: 1, digest: "" };
  const sums = { costPicoUsd: 1n, estimatedPicoUsd: 0n };
  const file = Buffer.from("");
  await ctx.db.insert(monthlyReports).values({ id: reportId, ...report, ...sums, pdf: file, csv: file });
  await ctx.db.insert(reportMails).values({ id: newId(), reportId, recipient, state: "failed" });
  return { reportId };
}

/** What every action of admins records, by the file and name of the action. */
export const AUDITED: Record<string, Scenario> = {
  "admin/alerts/actions.ts#saveThresholds": {
    acts: ["alert_thresholds.set"],
    given: async () => ({ thresholds: "60, 90" }),
  },
  "admin/alerts/actions.ts#add": {
    acts: ["alert_channel.add"],
    given: async () => ({
      ...{ kind: "webhook", name: "Desk", sends_threshold: "on" },
      url: "https://hooks.example.org/services/pk_secret",
    }),
  },
  "admin/alerts/actions.ts#change": {
    acts: ["alert_channel.change"],
    given: async (ctx) => ({
      ...(await alertChannel(ctx)),
      ...{ name: "Books", recipients: "books@example.org", sends_anomaly: "on" },
    }),
  },
  "admin/alerts/actions.ts#pause": { acts: ["alert_channel.pause"], given: alertChannel },
  "admin/alerts/actions.ts#resume": {
    acts: ["alert_channel.resume"],
    given: async (ctx) => {
      const which = await alertChannel(ctx);
      await pauseChannel(ctx, which);
      return which;
    },
  },
  "admin/alerts/actions.ts#remove": { acts: ["alert_channel.remove"], given: alertChannel },
  "admin/alerts/actions.ts#restore": {
    acts: ["alert_channel.restore"],
    given: async (ctx) => {
      const which = await alertChannel(ctx);
      await removeChannel(ctx, which);
      return which;
    },
  },
  "admin/alerts/actions.ts#test": { acts: ["alert_channel.test"], given: alertChannel },
  "admin/alerts/actions.ts#retry": { acts: ["alert_delivery.retry"], given: failedDelivery },
  "admin/providers/actions.ts#add": { acts: ["provider.add"], given: async () => provider() },
  "admin/providers/actions.ts#replace": {
    acts: ["provider.replace_key"],
    given: async (ctx) => ({ ...(await addedProvider(ctx)), apiKey: "another" }),
  },
  "admin/providers/actions.ts#pause": { acts: ["provider.pause"], given: addedProvider },
  "admin/providers/actions.ts#resume": {
    acts: ["provider.resume"],
    given: async (ctx) => {
      const which = await addedProvider(ctx);
      await pauseProvider(ctx, which);
      return which;
    },
  },
  "admin/providers/actions.ts#remove": { acts: ["provider.remove"], given: addedProvider },
  "admin/providers/actions.ts#restore": {
    acts: ["provider.restore"],
    given: async (ctx) => {
      const which = await addedProvider(ctx);
      await removeProvider(ctx, which);
      return which;
    },
  },
  "admin/providers/actions.ts#test": { acts: ["provider.test"], given: addedProvider },
  "admin/members/actions.ts#setRole": {
    acts: ["member.role"],
    given: async (ctx) => ({ userId: await someone(ctx), role: "admin" }),
  },
  "admin/members/actions.ts#disable": {
    acts: ["member.disable"],
    given: async (ctx) => ({ userId: await someone(ctx) }),
  },
  "admin/members/actions.ts#enable": {
    acts: ["member.enable"],
    given: async (ctx) => {
      const userId = await someone(ctx);
      await disableMember(ctx, { userId });
      return { userId };
    },
  },
  "admin/members/actions.ts#assign": {
    acts: ["member.department", "member.plan"],
    given: async (ctx) => ({
      userId: await someone(ctx),
      ...(await department(ctx)),
      ...(await plan(ctx)),
    }),
  },
  "admin/members/actions.ts#invite": {
    acts: ["invitation.create"],
    given: async () => ({ role: "member", email: "" }),
  },
  "admin/members/actions.ts#revoke": {
    acts: ["invitation.revoke"],
    given: (ctx) => createInvitation(ctx, { role: "admin" }),
  },
  "admin/budgets/departments/actions.ts#addDepartment": {
    acts: ["department.create"],
    given: async () => ({ name: "Added" }),
  },
  "admin/budgets/departments/actions.ts#changeDepartment": {
    acts: ["department.rename"],
    given: async (ctx) => ({ ...(await department(ctx)), name: "Renamed" }),
  },
  "admin/budgets/departments/actions.ts#removeDepartment": { acts: ["department.delete"], given: department },
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
  "admin/budgets/actions.ts#dropBudget": { acts: ["budget.remove"], given: budget },
  "admin/budgets/actions.ts#restoreBudget": {
    acts: ["budget.set"],
    given: async (ctx) => ({
      ...memberBudget(await someone(ctx), "week"),
      ...{ limit: USD, downgradeTo: null, thresholds: [80] },
    }),
  },
  "admin/budgets/actions.ts#topUpBudget": {
    acts: ["budget.top_up"],
    given: async (ctx) => ({
      ...(await budget(ctx)),
      ...{ unit: "usd", amount: "1", reason: "A workshop." },
      lastDay: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10),
    }),
  },
  "admin/budgets/actions.ts#endBudgetTopUp": { acts: ["budget.end_top_up"], given: topUp },
  "admin/departments/actions.ts#saveShares": {
    acts: ["department.shares"],
    given: async (ctx) => {
      const { departmentId } = await department(ctx);
      return { [`share-${departmentId}`]: "12.5" };
    },
  },
  "admin/reports/actions.ts#saveRecipients": {
    acts: ["report_recipients.set"],
    given: async () => ({ departmentId: "", recipients: `${newId()}@example.org` }),
  },
  "admin/reports/actions.ts#retryMails": { acts: ["report_mail.retry"], given: failedMail },
  "admin/reconciliation/actions.ts#readCosts": {
    acts: ["reconciliation.read"],
    given: async () => ({ provider: "openai", costs: "date,model,usd\n2026-11-21,gpt-4o-mini,1.25" }),
  },
  "admin/reconciliation/actions.ts#fetchProviderCosts": {
    acts: ["reconciliation.read"],
    given: async () => ({ from: "2026-11-20", to: "2026-11-21" }),
  },
  "admin/requests/actions.ts#approve": {
    acts: ["budget.set", "budget_request.approve"],
    given: async (ctx) => ({ ...(await request(ctx)), unit: "usd", amount: "1", lastDay: "", answer: "" }),
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
  "admin/models/actions.ts#set": {
    acts: ["price.set"],
    given: async () => ({
      ...{ ...unpriced(), inputPicoUsd: "0.15", cachedInputPicoUsd: "", cacheWritePicoUsd: "" },
      ...{ outputPicoUsd: "0.60", tiers: "[]", contextWindow: "", begins: "now" },
    }),
  },
  "admin/models/actions.ts#restore": {
    acts: ["price.restore"],
    given: async (ctx) => {
      await setPrice(ctx, { ...inCatalogue, ...rates, effectiveFrom: "now" });
      return inCatalogue;
    },
  },
  "admin/models/actions.ts#cancel": {
    acts: ["price.cancel"],
    given: async (ctx) => {
      const effectiveFrom = new Date(Date.now() + 86_400_000);
      const { id } = await setPrice(ctx, { ...unpriced(), ...rates, effectiveFrom });
      return { priceId: id };
    },
  },
  "admin/models/actions.ts#allow": { acts: ["price.allow_unpriced"], given: async () => unpriced() },
  "admin/models/actions.ts#forbid": {
    acts: ["price.forbid_unpriced"],
    given: async (ctx) => {
      const named = unpriced();
      await allowUnpriced(ctx, named);
      return named;
    },
  },
  "admin/integrity/actions.ts#correctAmount": {
    acts: ["ledger.adjust"],
    given: async (ctx) => ({ attemptId: await estimatedCall(ctx), costUsd: "0.12", why: "The invoice." }),
  },
  "admin/threads/actions.ts#saveRules": {
    acts: ["thread_rules.set"],
    given: async () => ({
      ...{ archiveAfterDays: "40", deleteAfterDays: "400" },
      ...{ temporaryHours: "12", activeThreadsMax: "" },
    }),
  },
  "admin/threads/actions.ts#saveImageHosts": {
    acts: ["image_hosts.set"],
    given: async () => ({ hosts: "images.example.org" }),
  },
  "(chat)/assistants/actions.ts#saveAssistant": {
    acts: ["assistant.create"],
    given: async () => ({ ...helper, name: "New", model: "", outputTokensMax: "", sharing: "everyone" }),
  },
  "(chat)/assistants/actions.ts#archiveAssistant": { acts: ["assistant.archive"], given: sharedAssistant },
  "(chat)/assistants/actions.ts#restoreAssistant": {
    acts: ["assistant.restore"],
    given: async (ctx) => {
      const which = await sharedAssistant(ctx);
      await archiveAssistant(ctx, which);
      return which;
    },
  },
  "(chat)/prompt-actions.ts#savePrompt": { acts: ["prompt.create"], given: async () => prompt() },
  "(chat)/prompt-actions.ts#deletePrompt": {
    acts: ["prompt.delete"],
    given: (ctx) => savePrompt(ctx, prompt()),
  },
};

/** Actions of admins that change nothing, with what they are sent. */
export const READING: Record<string, unknown> = {
  "admin/budgets/actions.ts#findMembers": { text: "Member" },
  "admin/budgets/actions.ts#listBudgetTopUps": { budgetId: newId() },
  "admin/costs/explore-actions.ts#findNames": {
    ...{ group: "member", text: "Member", from: "2026-10-01", to: "2026-10-31" },
  },
  "admin/audit/actions.ts#verify": {},
};
