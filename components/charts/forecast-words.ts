import { formatUsd, type PicoUsd } from "@/lib/money";
import type { ForecastDay } from "@/lib/reports/types";

/** "$5.20 – $7.90", or one amount where both ends read alike. */
export function rangeWords({
  lowPicoUsd,
  highPicoUsd,
}: Pick<ForecastDay, "lowPicoUsd" | "highPicoUsd">): string {
  const [low, high] = [formatUsd(lowPicoUsd), formatUsd(highPicoUsd)];
  return low === high ? low : `${low} – ${high}`;
}

/** The first day after which the month is expected to have cost more than the limit; null where none is. */
export function crossingDay(forecast: readonly ForecastDay[], limit: PicoUsd): string | null {
  return forecast.find(({ expectedPicoUsd }) => expectedPicoUsd > limit)?.day ?? null;
}
