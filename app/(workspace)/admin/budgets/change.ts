import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import {
  addTopUp,
  type BudgetScope,
  findBudget,
  getUnit,
  listTopUps,
  setBudget,
  type TopUp,
} from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { AppError, isAppError } from "@/lib/errors";
import { findApiKeyByPrefix, findMemberByEmail, getMember, listMembers } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { askFirst } from "../confirm";
import { type budgetInput, readAmount, type topUpInput } from "./inputs";
import { budgetQuestions } from "./questions";

/** Sets a budget as it was typed; asks first where it replaces another one, or stops somebody at once. */
export async function applyBudget(ctx: Ctx, input: z.output<typeof budgetInput>): Promise<void> {
  const { scope, whom, period, unit, onLimit, amount, thresholds } = input;
  const limit = readAmount(amount, unit);
  const scopeId = await findScopeId(ctx, scope, whom);
  const key = { scope, scopeId, period, unit, onLimit };
  const downgradeTo = onLimit === "downgrade" ? input.downgradeTo : null;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const before = await findBudget(inside, key);
    await setBudget(inside, { ...key, limit, downgradeTo, thresholds });
    const after = await findBudget(inside, key);
    askFirst(await budgetQuestions(inside, { before, after, changed: input.budgetId }), input.confirmed);
  });
}

async function findScopeId(ctx: Ctx, scope: BudgetScope, whom: string): Promise<string | null> {
  if (scope === "org") return null;
  if (scope === "member" && whom && !z.uuid().safeParse(whom).success) return findUserId(ctx, whom, "whom");
  if (scope === "api_key" && whom.startsWith("pk_")) {
    const key = await findApiKeyByPrefix(ctx.db, whom);
    if (!key) throw refuse("whom", "There is no API key in use that begins so.");
    return key.apiKeyId;
  }
  if (whom) return whom;
  throw refuse(
    "whom",
    scope === "member" ? "Enter the member’s name or email." : "Say what the budget is for.",
  );
}

/** Adds to a budget until the end of a day in the organisation's zone, for one member alone where one is named. */
export async function applyTopUp(ctx: Ctx, input: z.output<typeof topUpInput>): Promise<void> {
  const { budgetId, email, reason } = input;
  const amount = readAmount(input.amount, await getUnit(ctx, { budgetId }));
  if (amount === 0n) throw refuse("amount", "Enter how much to add.");
  const endsAt = readEnd(input.lastDay);
  const subjectId = email ? await findUserId(ctx, email, "email") : undefined;
  try {
    await addTopUp(ctx, { budgetId, subjectId, amount, endsAt, reason });
  } catch (error) {
    // Of what the form can send, only the amount is left to be refused.
    if (isAppError(error) && error.code === "invalid") throw refuse("amount", error.message);
    throw error;
  }
}

type NamedTopUp = TopUp & { subjectName: string | null; isOver: boolean };

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

async function findUserId(ctx: Ctx, typed: string, field: string): Promise<string> {
  if (!typed.includes("@")) return findUserIdByName(ctx, typed, field);
  const member = await findMemberByEmail(ctx.db, typed);
  if (!member) throw refuse(field, "There is no member with this email.");
  return member.userId;
}

async function findUserIdByName(ctx: Ctx, typed: string, field: string): Promise<string> {
  const { members } = await listMembers(ctx, { text: typed });
  const [member, ...others] = members.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
  if (!member) throw refuse(field, "There is no member with this name: choose one, or enter the email.");
  if (others.length > 0) throw refuse(field, "Several members have this name: enter the email.");
  return member.userId;
}

const LONGEST_DAYS = 365;

/** The end of a day in the organisation's zone, from today's to a year from now. */
function readEnd(day: string): Date {
  const zone = getEnv().ORG_TIME_ZONE;
  const [last, today] = [Temporal.PlainDate.from(day), Temporal.Now.plainDateISO(zone)];
  const days = today.until(last).total("days");
  if (days < 0 || days > LONGEST_DAYS - 1) {
    throw refuse("lastDay", "Choose a day from today on, within the next year.");
  }
  return new Date(last.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds);
}

function refuse(field: string, sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field } });
}
