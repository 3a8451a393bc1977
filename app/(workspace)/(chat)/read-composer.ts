import { type BudgetBrief, budgetBrief } from "@/components/shell/budget-words";
import { getQuote, listOwnModels } from "@/lib/assistants";
import type { ModelOption, Quote } from "@/lib/assistants/types";
import { listStandings } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { currentImageHosts, getPreferences, getThreadRules } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";

export type ComposerData = {
  models: ModelOption[];
  quote: Quote | null;
  budget: BudgetBrief | null;
  /** So long after its last message a temporary thread is erased. */
  temporaryHours: number;
  /** Admins get the way to a budget that stops them. */
  isAdmin: boolean;
  /** The organisation's. */
  timeZone: string;
  suggestsThreads: boolean;
  /** Whose pictures an answer shows while it is written. */
  imageHosts: readonly string[];
};

/** What the composer of a thread, or of a new one, says about models, prices and budgets. */
export async function readComposer(
  ctx: Ctx,
  place: { threadId: string | null; assistantId?: string | undefined },
): Promise<ComposerData> {
  const [models, quote, standings, { temporaryHours }, { suggestsThreads }, imageHosts] = await Promise.all([
    listOwnModels(ctx),
    getQuote(ctx, place).catch(withoutQuote),
    listStandings(ctx),
    getThreadRules(ctx.db),
    getPreferences(ctx),
    currentImageHosts(),
  ]);
  const isAdmin = ctx.actor.role !== "member";
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const budget = budgetBrief(standings, { timeZone, now: new Date(), isAdmin });
  return { models, quote, budget, temporaryHours, isAdmin, timeZone, suggestsThreads, imageHosts };
}

/** No model or no price: the thread stays readable, and sending says why it cannot be answered. */
function withoutQuote(error: unknown): null {
  if (isAppError(error)) return null;
  throw error;
}
