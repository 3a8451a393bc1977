import { crossingDay, rangeWords } from "@/components/charts/forecast-words";
import { dayLabel } from "@/components/charts/words";
import { formatExactUsd, formatUsd, type PicoUsd } from "@/lib/money";
import type { ForecastDay } from "@/lib/reports/types";
import type { StoppedForecast } from "./stopped-forecast";
import { Tile } from "./tile";

type ForecastTileProps = {
  /** Null where there is not enough to go by. */
  forecast: StoppedForecast | null;
  spent: PicoUsd;
  /** Of the month; null where there is none. */
  limit: PicoUsd | null;
};

/** What the month will have cost by its end, with its likely range, and when it meets the budget. */
export function ForecastTile({ forecast, spent, limit }: ForecastTileProps) {
  const end = forecast?.days.at(-1);
  if (!forecast || !end) {
    return <Tile label="Forecast" value="Not yet" note="It takes a week of days with use." />;
  }
  const range = `likely ${rangeWords(end)} by ${dayLabel(end.day)}`;
  const { stopsOn } = forecast;
  return (
    <Tile
      label="Forecast"
      value={`≈${formatUsd(end.expectedPicoUsd)}`}
      note={stopsOn ? stopWords(stopsOn, end, spent) : `${range}${outlook(forecast, { spent, limit })}`}
    />
  );
}

function stopWords(stopsOn: string, { expectedPicoUsd }: ForecastDay, spent: PicoUsd): string {
  if (expectedPicoUsd <= spent) return "stopped at the limit until it resets or is raised";
  return `will be stopped at the limit on ${dayLabel(stopsOn)}`;
}

type Outlook = { spent: PicoUsd; limit: PicoUsd | null };

function outlook({ days, mayStop }: StoppedForecast, { spent, limit }: Outlook): string {
  if (limit === null || spent >= limit) return "";
  const crossing = crossingDay(days, limit);
  if (crossing) return `; crosses ${formatExactUsd(limit)} on ${dayLabel(crossing)}`;
  const isSure = !mayStop && (days.at(-1)?.highPicoUsd ?? 0n) <= limit;
  return isSure ? "; within the budget" : "; probably within the budget";
}
