import { SeriesSwatch, seriesLook } from "@/components/charts/series";
import { counted } from "@/components/charts/words";
import { Card, CardHeader } from "@/components/ui/card";
import { columnDigits } from "@/lib/money";
import type { MemberBreakdown } from "@/lib/reports/types";
import { Amount } from "./amount";
import { savedInAll, savingRows } from "./saving-words";

type HowYouSavedProps = { breakdown: MemberBreakdown; title?: string };

/** What was not spent and why, each cause with how its amount is computed. */
export function HowYouSaved({ breakdown, title = "How you saved" }: HowYouSavedProps) {
  const rows = savingRows(breakdown);
  const digits = columnDigits(rows.map(({ savedPicoUsd }) => savedPicoUsd));
  return (
    <Card>
      <CardHeader title={title} />
      <ul aria-label="Savings by cause" className="text-sm">
        {rows.map(({ cause, how, answers, savedPicoUsd }, rank) => (
          <li key={cause} className="border-line border-b py-2.5 first:pt-0">
            <div className="flex items-center justify-between gap-3">
              <span className="flex min-w-0 items-center gap-2">
                <SeriesSwatch id={`saving-${rank}`} look={seriesLook(cause, rank)} />
                {cause}
              </span>
              <Amount value={savedPicoUsd} digits={digits} />
            </div>
            <p className="mt-0.5 pl-[18px] text-muted text-xs">
              {how} {counted(answers, "answer")}.
            </p>
          </li>
        ))}
        <li className="flex justify-between gap-3 pt-2.5 font-medium">
          Together <Amount value={savedInAll(breakdown)} digits={digits} />
        </li>
      </ul>
      <p className="mt-3 text-muted text-xs">
        Exact amounts alone count. A message that a budget refused saved nothing, and is not in here.
      </p>
    </Card>
  );
}
