import { type BudgetBrief, budgetBrief } from "@/components/shell/budget-words";
import { getQuote, listOwnModels, tellPaused } from "@/lib/assistants";
import type { ModelOption, Quote } from "@/lib/assistants/types";
import { findThreadLimit, listStandings } from "@/lib/budgets";
import type { ThreadLimit } from "@/lib/budgets/types";
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
  threadLimit: ThreadLimit | null;
  /** The organisation's. */
  timeZone: string;
  suggestsThreads: boolean;
  /** Whose pictures an answer shows while it is written. */
  imageHosts: readonly string[];
};

/** What the composer of a thread, or of a new one, says about models, prices and budgets. */
export async function readComposer(
  ctx: Ctx,
  { threadId, assistantId = null }: { threadId: string | null; assistantId?: string | null | undefined },
): Promise<ComposerData> {
  const place = { threadId, assistantId };
  const now = new Date();
  const [models, quote, standings, threadLimit, rules, preferences, imageHosts] = await Promise.all([
    listOwnModels(ctx),
    getQuote(ctx, place).catch(withoutQuote),
    listStandings(ctx, now, place),
    threadId === null ? null : findThreadLimit(ctx, { threadId }),
    getThreadRules(ctx.db),
    getPreferences(ctx),
    currentImageHosts(),
  ]);
  if (quote) await tellPaused(ctx, quote, standings);
  const isAdmin = ctx.actor.role !== "member";
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const ownsThreadLimit = threadLimit?.isOwn ?? false;
  const budget = budgetBrief(standings, { timeZone, now, isAdmin, ownsThreadLimit });
  const { temporaryHours } = rules;
  const { suggestsThreads } = preferences;
  return {
    models,
    quote,
    budget,
    threadLimit,
    temporaryHours,
    isAdmin,
    timeZone,
    suggestsThreads,
    imageHosts,
  };
}

/** No model or no price: the thread stays readable, and sending says why it cannot be answered. */
function withoutQuote(error: unknown): null {
  if (isAppError(error)) return null;
  throw error;
}
