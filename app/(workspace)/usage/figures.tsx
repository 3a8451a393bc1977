import { CategoryCosts } from "@/components/usage/category-costs";
import { EstimatedNote } from "@/components/usage/estimated-note";
import { HowYouSaved } from "@/components/usage/how-you-saved";
import { ModelCosts } from "@/components/usage/model-costs";
import { ThreadCosts } from "@/components/usage/thread-costs";
import { TokenKinds } from "@/components/usage/token-kinds";
import { unpricedCount } from "@/components/usage/unpriced-calls";
import type { OwnBudgets } from "@/components/usage/usage-tiles";
import type { SignedInCtx } from "@/lib/auth";
import {
  type ForecastDay,
  listCategoryCosts,
  listPreviousDays,
  type MemberBreakdown,
  type MemberMonth,
  type UnpricedUse,
} from "@/lib/reports";
import { hrefOf, type UsageAddress } from "./address";
import { SpendCard } from "./spend-card";

type FiguresProps = {
  ctx: SignedInCtx;
  month: MemberMonth;
  breakdown: MemberBreakdown;
  unpriced: readonly UnpricedUse[];
  forecast: readonly ForecastDay[] | null;
  budgets: OwnBudgets;
  address: UsageAddress;
};

const PAIR = "grid gap-3.5 lg:grid-cols-[4fr_3fr] lg:items-start [&>*]:min-w-0";

/** Where a month's spend went, in every way it can be cut. */
export async function Figures({ ctx, month, breakdown, unpriced, forecast, budgets, address }: FiguresProps) {
  const [previous, categories] = await Promise.all([
    listPreviousDays(ctx, { month: address.month }),
    listCategoryCosts(ctx, { month: address.month }),
  ]);
  const calls = unpricedCount(unpriced);
  return (
    <>
      <SpendCard {...{ month, forecast, previous, budgets, address }} />
      <div className={PAIR}>
        <ThreadCosts
          month={month}
          unpriced={calls}
          showsAll={address.showsAllThreads}
          showAllHref={hrefOf({ ...address, showsAllThreads: true })}
        />
        <HowYouSaved breakdown={breakdown} />
      </div>
      <div className={PAIR}>
        <TokenKinds tokens={breakdown.tokens} totalPicoUsd={month.total.costPicoUsd} />
        <ModelCosts month={month} unpriced={unpriced} />
      </div>
      <CategoryCosts categories={categories} total={month.total} unpriced={calls} />
      <EstimatedNote total={month.total} />
    </>
  );
}
