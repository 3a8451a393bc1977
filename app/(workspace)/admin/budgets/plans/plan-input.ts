import { z } from "zod";
import { type BudgetKey, removeBudget, setBudget } from "@/lib/budgets";
import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { AppError } from "@/lib/errors";
import { deletePlan, lockOrganisation, savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { readAmount } from "../inputs";

const text = z.string().trim();

/** A plan as its form sends it; models one a line. */
export const planInput = z.object({
  planId: z.uuid().optional(),
  name: text,
  allModels: z.string().default(""),
  models: text,
  messages: text,
  inputTokensMax: text,
  outputTokensMax: text,
  requestPicoUsdMax: text,
});

/** Saves a plan together with its messages a month, which are a budget. An empty field does not limit anything. */
export async function applyPlan(ctx: Ctx, input: z.output<typeof planInput>): Promise<void> {
  const { planId, name, allModels, models, messages, requestPicoUsdMax } = input;
  const limit = messages ? readAmount(messages, "messages", "messages") : null;
  const plan = {
    planId,
    name,
    models: allModels ? null : models.split("\n").filter((line) => line.trim() !== ""),
    inputTokensMax: readTokens(input, "inputTokensMax"),
    outputTokensMax: readTokens(input, "outputTokensMax"),
    requestPicoUsdMax: requestPicoUsdMax ? readAmount(requestPicoUsdMax, "usd", "requestPicoUsdMax") : null,
  };
  await together(ctx, async (inside) => {
    const saved = await savePlan(inside, plan);
    const key = messagesOf(saved.planId);
    await (limit === null ? removeBudget(inside, key) : setBudget(inside, { ...key, limit }));
  });
}

/** Deletes a plan that nobody has, with its messages a month. */
export async function dropPlan(ctx: Ctx, { planId }: { planId: string }): Promise<void> {
  await together(ctx, async (inside) => {
    await removeBudget(inside, messagesOf(planId));
    await deletePlan(inside, { planId });
  });
}

/** The same with several; those that somebody has are left. */
export async function dropPlans(ctx: Ctx, planIds: readonly string[]): Promise<BulkOutcome> {
  return together(ctx, (inside) =>
    changeEach(inside, planIds, async (one, planId) => {
      await dropPlan(one, { planId });
      return true;
    }),
  );
}

/** A plan and its budget change as one. The organisation's lock comes first, so that no two of these wait for each other. */
function together<T>(ctx: Ctx, change: (inside: Ctx) => Promise<T>): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    return change({ ...ctx, db: tx });
  });
}

function messagesOf(planId: string): BudgetKey {
  return { scope: "plan", scopeId: planId, period: "month", unit: "messages", onLimit: "block" };
}

type TokensField = "inputTokensMax" | "outputTokensMax";

function readTokens(input: Record<TokensField, string>, field: TokensField): number | null {
  const typed = input[field];
  if (!typed) return null;
  const tokens = Number(readAmount(typed, "tokens", field));
  if (tokens > 0) return tokens;
  throw new AppError("invalid", "Enter at least 1, or leave the field empty.", { details: { field } });
}
