import { crossingDay, rangeWords } from "@/components/charts/forecast-words";
import { dayLabel } from "@/components/charts/words";
import { formatExactUsd, formatUsd, type PicoUsd } from "@/lib/money";
import type { ForecastDay } from "@/lib/reports/types";
import { Tile } from "./tile";

type ForecastTileProps = {
  /** Null where there is not enough to go by. */
  forecast: readonly ForecastDay[] | null;
  spent: PicoUsd;
  /** Of the month; null where there is none. */
  limit: PicoUsd | null;
};

/** What the month will have cost by its end, with its likely range, and when it meets the budget. */
export function ForecastTile({ forecast, spent, limit }: ForecastTileProps) {
  const end = forecast?.at(-1);
  if (!forecast || !end) {
    return <Tile label="Forecast" value="Not yet" note="It takes a week of days with use." />;
  }
  return (
    <Tile
      label="Forecast"
      value={`≈ ${formatUsd(end.expectedPicoUsd)}`}
      note={`${rangeWords(end)} by ${dayLabel(end.day)}${outlook(forecast, { spent, limit })}`}
    />
  );
}

type Outlook = { spent: PicoUsd; limit: PicoUsd | null };

function outlook(forecast: readonly ForecastDay[], { spent, limit }: Outlook): string {
  if (limit === null || spent >= limit) return "";
  const crossing = crossingDay(forecast, limit);
  if (crossing) return `; crosses ${formatExactUsd(limit)} on ${dayLabel(crossing)}`;
  const isSure = (forecast.at(-1)?.highPicoUsd ?? 0n) <= limit;
  return isSure ? "; within the budget" : "; probably within the budget";
}
