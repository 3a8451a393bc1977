import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { addTopUp, type BudgetScope, listTopUps, setBudget, type TopUp } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { findApiKeyByPrefix, findMemberByEmail, getMember } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { type budgetInput, readAmount, type topUpInput } from "./inputs";

/** Sets a budget as it was typed. */
export async function applyBudget(ctx: Ctx, input: z.output<typeof budgetInput>): Promise<void> {
  const { whom, amount, downgradeTo, ...key } = input;
  const limit = readAmount(amount, key.unit);
  const scopeId = await findScopeId(ctx, key.scope, whom);
  await setBudget(ctx, {
    ...key,
    scopeId,
    limit,
    downgradeTo: key.onLimit === "downgrade" ? downgradeTo : null,
  });
}

async function findScopeId(ctx: Ctx, scope: BudgetScope, whom: string): Promise<string | null> {
  if (scope === "org") return null;
  if (scope === "member" && whom.includes("@")) return findUserId(ctx, whom, "whom");
  if (scope === "api_key" && whom.startsWith("pk_")) {
    const key = await findApiKeyByPrefix(ctx.db, whom);
    if (!key) throw refuse("whom", "There is no API key in use that begins so.");
    return key.apiKeyId;
  }
  if (whom) return whom;
  throw refuse("whom", scope === "member" ? "Enter the member’s e-mail." : "Say what the budget is for.");
}

/** Adds to a budget until the end of a day in the organisation's zone, for one member alone where one is named. */
export async function applyTopUp(ctx: Ctx, input: z.output<typeof topUpInput>): Promise<void> {
  const { budgetId, unit, amount, lastDay, email, reason } = input;
  await addTopUp(ctx, {
    budgetId,
    subjectId: email ? await findUserId(ctx, email, "email") : undefined,
    amount: readAmount(amount, unit),
    endsAt: endOf(lastDay),
    reason,
  });
}

export type NamedTopUp = TopUp & { subjectName: string | null; isOver: boolean };

/** A budget's top-ups with the names of the members whom they are for. */
export async function readTopUps(
  ctx: Ctx,
  input: { budgetId: string },
  now = new Date(),
): Promise<NamedTopUp[]> {
  const topUps = await listTopUps(ctx, input);
  return Promise.all(
    topUps.map(async (topUp) => ({
      ...topUp,
      subjectName: topUp.subjectId ? (await getMember(ctx, { userId: topUp.subjectId })).name : null,
      isOver: topUp.endsAt <= now,
    })),
  );
}

async function findUserId(ctx: Ctx, email: string, field: string): Promise<string> {
  const member = await findMemberByEmail(ctx.db, email);
  if (!member) throw refuse(field, "There is no member with this e-mail.");
  return member.userId;
}

function endOf(day: string): Date {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(getEnv().ORG_TIME_ZONE);
  return new Date(next.epochMilliseconds);
}

function refuse(field: string, sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field } });
}
