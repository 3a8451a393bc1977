import type { ReactNode } from "react";
import { counted, tokensLabel } from "@/components/charts/words";
import { Amount } from "@/components/usage/amount";
import { ForecastTile } from "@/components/usage/forecast-tile";
import { isUnpriced } from "@/components/usage/is-unpriced";
import { KnownCost } from "@/components/usage/known-cost";
import type { StoppedForecast } from "@/components/usage/stopped-forecast";
import { Tile, Tiles } from "@/components/usage/tile";
import type { PicoUsd } from "@/lib/money";
import type { Costs } from "@/lib/reports/types";
import { DeltaWords } from "./delta-words";
import { cachedPermille, perActiveMember, perMessage, permilleWords } from "./figures";
import { beforeWords } from "./words";

type CostTilesProps = {
  costs: Costs;
  /** Of the organisation's running month, whatever the filters; null where there is not enough to go by. */
  forecast: StoppedForecast | null;
  /** The organisation's month in dollars, where it has a budget. */
  month: { spent: PicoUsd; limit: PicoUsd } | null;
  /** What is left of the organisation's budget. */
  budget: ReactNode;
};

/** The figures above the chart: what the chosen days and filters cost, and the organisation's present. */
export function CostTiles({ costs, forecast, month, budget }: CostTilesProps) {
  const { committed } = costs;
  return (
    <Tiles>
      <SpendTile costs={costs} />
      <Tile
        label="Committed now"
        value={<Amount value={committed.amountPicoUsd} />}
        note={
          committed.reservations === 0
            ? "no call is under way"
            : `held at most for ${counted(committed.reservations, "call")} under way`
        }
      />
      <ForecastTile forecast={forecast} spent={month?.spent ?? 0n} limit={month?.limit ?? null} />
      {budget}
    </Tiles>
  );
}

/** The figures below the chart, which stays in sight of the first ones. */
export function FurtherTiles({ costs }: { costs: Costs }) {
  return (
    <Tiles>
      <AverageTiles costs={costs} />
      <CachedTile costs={costs} />
      <BlockedTile refusals={costs.refusals} />
    </Tiles>
  );
}

function SpendTile({ costs }: { costs: Costs }) {
  const { total, before } = costs;
  const { unpriced = 0 } = total;
  const days = beforeWords(costs);
  if (isUnpriced(total, unpriced)) {
    const note = `none of ${counted(total.calls, "call")} has a price`;
    return <Tile label="Spend" value={<KnownCost sum={total} unpriced={unpriced} />} note={note} />;
  }
  return (
    <Tile
      label="Spend"
      value={<KnownCost sum={total} unpriced={unpriced} />}
      note={
        before.costPicoUsd === 0n ? (
          `nothing was spent on ${days}`
        ) : (
          <>
            <DeltaWords now={total.costPicoUsd} before={before.costPicoUsd} /> on {days}
          </>
        )
      }
    />
  );
}

function AverageTiles({ costs }: { costs: Costs }) {
  const { total, activeMembers } = costs;
  const [member, message] = [perActiveMember(costs), perMessage(total)];
  const amount = (value: PicoUsd | null) =>
    value === null ? (
      "–"
    ) : (
      <KnownCost sum={{ ...total, costPicoUsd: value }} unpriced={total.unpriced ?? 0} />
    );
  return (
    <>
      <Tile
        label="Per active member"
        value={amount(member)}
        note={member === null ? "nobody was active" : `${counted(activeMembers, "member")} active`}
      />
      <Tile
        label="Per message"
        value={amount(message)}
        note={message === null ? "no message was answered" : counted(total.answers, "answer")}
      />
    </>
  );
}

function CachedTile({ costs: { total } }: { costs: Costs }) {
  const permille = cachedPermille(total);
  return (
    <Tile
      label="Cached share"
      value={permille === null ? "–" : permilleWords(permille)}
      note={permille === null ? "nothing was sent" : `of ${tokensLabel(total.inputTokens)} input tokens`}
    />
  );
}

function BlockedTile({ refusals }: { refusals: number | null }) {
  return (
    <Tile
      label="Blocked requests"
      value={refusals === null ? "–" : refusals.toLocaleString("en-US")}
      note={
        refusals === null
          ? "A refused request has no assistant and no purpose."
          : "sent, and refused by a budget"
      }
    />
  );
}
