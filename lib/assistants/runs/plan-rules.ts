import { AppError, isAppError } from "@/lib/errors";
import { formatExactUsd } from "@/lib/money";
import type { Ctx, Plan } from "@/lib/org/types";
import { affordableOutputTokens } from "@/lib/pricing";
import type { Answering } from "../assistants/answering";
import { listOffered } from "../models/offered";
import { pickModel, priceModel, type Target } from "../models/pick";

/** The longest answer asked for where no plan says otherwise. */
export const OUTPUT_TOKENS_MAX = 4_096;
/** Fewer tokens than this make no useful answer: rather refuse than charge for a fragment. */
export const OUTPUT_TOKENS_USEFUL_MIN = 256;

/**
 * The model that answers under a plan: the one asked for if the plan has it, or the first offered that it has.
 * Throws `invalid` with the models that it has.
 */
export async function pickPlanned(
  ctx: Pick<Ctx, "db">,
  wanted: string | undefined,
  plan: Plan | null,
): Promise<Target> {
  if (!plan?.models) return pickModel(ctx, wanted);
  const offered = (await listOffered()).filter((option) => includes(plan, option));
  if (offered.length === 0) {
    throw new AppError(
      "invalid",
      `Your plan ${plan.name} has no model that is offered here: ask an admin for another plan.`,
    );
  }
  const chosen = wanted ? offered.filter(({ id, model }) => id === wanted || model === wanted) : offered;
  if (chosen.length > 0) return priceModel(ctx.db, chosen);
  await pickModel(ctx, wanted);
  const names = offered.slice(0, 5).map(({ model }) => model);
  throw new AppError(
    "invalid",
    `Your plan ${plan.name} does not include ${wanted}. Choose one of: ${names.join(", ")}.`,
  );
}

type Rules = { plan: Plan | null; assistant: Answering | null };

/**
 * The same with an assistant, whose model answers where the member asked for none. Where the plan does not have that
 * model, or it is not offered any more, the member's own default answers: the quote says which one that is.
 */
export async function pickFor(
  ctx: Pick<Ctx, "db">,
  wanted: string | undefined,
  { plan, assistant }: Rules,
): Promise<Target> {
  if (wanted !== undefined || !assistant?.model) return pickPlanned(ctx, wanted, plan);
  return pickPlanned(ctx, assistant.model, plan).catch((error: unknown) => {
    if (isAppError(error) && error.code === "invalid") return pickPlanned(ctx, undefined, plan);
    throw error;
  });
}

/** The longest answer that an assistant gives, as `longestAnswer` takes it. */
export function wantedOf(assistant: Answering | null): { wanted?: number } {
  return assistant?.outputTokensMax ? { wanted: assistant.outputTokensMax } : {};
}

/** Whether a plan lets its members use a model; plans name models by option id or bare name. */
export function includes(plan: Plan | null, option: { id: string; model: string }): boolean {
  return !plan?.models || plan.models.includes(option.id) || plan.models.includes(option.model);
}

/** How long an answer may become: by the plan's longest answer and by the most that one message may cost. */
export function longestAnswer(
  plan: Plan | null,
  {
    target,
    inputTokens,
    wanted = OUTPUT_TOKENS_MAX,
  }: { target: Target; inputTokens: number; wanted?: number },
): number {
  const longest = Math.min(wanted, plan?.outputTokensMax ?? wanted);
  if (!plan?.requestPicoUsdMax) return longest;
  const affordable = target.price
    ? affordableOutputTokens(plan.requestPicoUsdMax, inputTokens, target.price)
    : longest;
  if (affordable < Math.min(longest, OUTPUT_TOKENS_USEFUL_MIN)) {
    throw new AppError(
      "invalid",
      `Your plan ${plan.name} allows ${formatExactUsd(plan.requestPicoUsdMax)} for one message, and ${target.model} could cost more: shorten it, start a new thread or choose a cheaper model.`,
    );
  }
  return Math.min(affordable, longest);
}
