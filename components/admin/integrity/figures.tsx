import { counted, monthLabel, percentLabel } from "@/components/charts/words";
import { dayAndTime } from "@/components/shell/clock-words";
import { Amount } from "@/components/usage/amount";
import { Tile, Tiles } from "@/components/usage/tile";
import { formatUsd } from "@/lib/money";
import type { Integrity } from "@/lib/reports/types";

const NO_CALL = "no call yet";

/** How much of the month is not exact, what went beyond its hold, and what is still open. */
export function Figures({ integrity }: { integrity: Integrity }) {
  const { month, certainty, overruns, open, timeZone } = integrity;
  const name = monthLabel(month, month);
  const ofCalls = `of ${counted(certainty.calls, "call")}`;
  return (
    <Tiles>
      <Tile
        label={`Estimated in ${name}`}
        value={
          certainty.costPicoUsd === 0n
            ? shareOf(certainty.estimatedCalls, certainty.calls)
            : percentLabel(certainty.estimatedPicoUsd, certainty.costPicoUsd)
        }
        note={
          certainty.calls === 0
            ? NO_CALL
            : `${formatUsd(certainty.estimatedPicoUsd)} of ${formatUsd(certainty.costPicoUsd)} · ${certainty.estimatedCalls.toLocaleString("en-US")} ${ofCalls}`
        }
      />
      <Tile
        label={`Unpriced in ${name}`}
        value={shareOf(certainty.unpricedCalls, certainty.calls)}
        note={
          certainty.unpricedCalls === 0
            ? certainty.calls === 0
              ? NO_CALL
              : "every call has a price"
            : `${certainty.unpricedCalls.toLocaleString("en-US")} ${ofCalls}, their dollars unknown`
        }
      />
      <Tile
        label="Beyond what was held"
        value={<Amount value={overruns.amountPicoUsd} />}
        note={
          overruns.calls === 0 ? "no call ever" : `by ${counted(overruns.calls, "call")} since the beginning`
        }
      />
      <Tile
        label="Calls under way"
        value={open.count.toLocaleString("en-US")}
        note={
          open.oldest
            ? `oldest since ${dayAndTime(open.oldest.since, timeZone)} · ${open.oldest.memberName}, ${open.oldest.model}`
            : "nothing is held"
        }
      />
    </Tiles>
  );
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? "–" : percentLabel(BigInt(part), BigInt(whole));
}
