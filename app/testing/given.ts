import type { Db } from "@/db/client";
import { newId } from "@/db/id";
import { alertDeliveries, monthlyReports, outbox, reportMails } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { addChannel } from "@/lib/alerts";
import { saveAssistant } from "@/lib/assistants";
import { addTopUp, askForBudget, listTopUps, setBudget } from "@/lib/budgets";
import { ask, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { setReportRecipients } from "@/lib/finance";
import { createDepartment, savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { addProvider } from "@/lib/provider-keys";

export type OwnCtx = Ctx & { db: Db };

export const USD = 1_000_000_000_000n;
export const rates = { inputPicoUsd: 1n, cachedInputPicoUsd: 1n, cacheWritePicoUsd: 0n, outputPicoUsd: 2n };
export const inCatalogue = { provider: "openai", model: "gpt-4o-mini" };

export const someone = async ({ db }: OwnCtx) => (await makeMember(db)).userId;
export const department = (ctx: OwnCtx) => createDepartment(ctx, { name: `Department ${newId()}` });
export const unpriced = () => ({ provider: "compatible", model: `local-${newId()}` });
export const idOf = ({ provider, model }: { provider: string; model: string }) => `${provider}/${model}`;
export const view = () => ({ name: `View ${newId()}`, search: "by=member" });
export const oneDay = { day: "2026-10-21", filters: "" };
export const typedLimits = { month: "5", day: "" };

const planTerms = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };
export const plan = (ctx: OwnCtx) => savePlan(ctx, { name: `Plan ${newId()}`, ...planTerms });

export async function planWithMessages(ctx: OwnCtx) {
  const { planId } = await plan(ctx);
  const key = { scope: "plan", scopeId: planId, period: "month", unit: "messages" } as const;
  await setBudget(ctx, { ...key, onLimit: "block", limit: 10n });
  return { planId };
}

export async function budget(ctx: OwnCtx) {
  const key = memberBudget(await someone(ctx), "month");
  return setBudget(ctx, { ...key, limit: 5n * USD });
}

export async function topUp(ctx: OwnCtx) {
  const { budgetId } = await budget(ctx);
  const endsAt = new Date(Date.now() + 86_400_000);
  await addTopUp(ctx, { budgetId, amount: USD, endsAt, reason: "A workshop." });
  const [added] = await listTopUps(ctx, { budgetId });
  return { topUpId: added?.topUpId };
}

export async function request(ctx: OwnCtx) {
  const actor = await makeMember(ctx.db);
  const { budgetId } = await setBudget(ctx, { ...memberBudget(actor.userId, "month"), limit: USD });
  const wish = { budgetId, amount: USD, neededUntil: null, reason: "A workshop." };
  return askForBudget({ db: ctx.db, actor }, wish);
}

export async function estimatedCall({ db, actor }: OwnCtx) {
  return db.transaction(async (tx) => {
    const attempt = await makeAttempt(tx, actor.userId);
    await ask(tx, { ...attempt, amount: USD, at: new Date() });
    await post(tx, attempt, { costPicoUsd: USD, certainty: "estimated" });
    return attempt.attemptId;
  });
}

export const helper = { description: "", instructions: "Be brief.", model: null, outputTokensMax: null };
export const sharedAssistant = (ctx: OwnCtx) =>
  saveAssistant(ctx, { ...helper, name: "Helper", sharing: { visibility: "everyone" } });
export const prompt = () => ({ name: `Prompt ${newId()}`, text: "Say it.", visibility: "everyone" as const });

const channel = { kind: "email" as const, name: "Finance", alertKinds: ["threshold"] };

export async function alertChannel(ctx: OwnCtx) {
  const { channelId } = await addChannel(ctx, { ...channel, recipients: ["finance@example.org"] });
  return { channelId };
}

export const provider = () => ({
  ...{ name: `house-${newId().slice(-12)}`, baseUrl: "https://models.invalid/v1" },
  ...{ dialect: "chat" as const, apiKey: "a-key-that-is-none" },
});
export const addedProvider = (ctx: OwnCtx) => addProvider(ctx, provider());

export async function failedDelivery(ctx: OwnCtx) {
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

export async function failedMail(ctx: OwnCtx) {
  const [reportId, recipient] = [newId(), `${newId()}@example.org`];
  await setReportRecipients(ctx, { departmentId: null, recipients: [recipient] });
  const report = { month: "2019-01-01", departmentKey: "", name: "Northwind", revision: 1, digest: "" };
  const sums = { costPicoUsd: 1n, estimatedPicoUsd: 0n };
  const file = Buffer.from("");
  await ctx.db.insert(monthlyReports).values({ id: reportId, ...report, ...sums, pdf: file, csv: file });
  await ctx.db.insert(reportMails).values({ id: newId(), reportId, recipient, state: "failed" });
  return { reportId };
}
