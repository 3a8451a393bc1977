import { formatUsd } from "@/lib/money";
import type { ForecastDay } from "@/lib/reports/types";

/** "$5.20 – $7.90", or one amount where both ends read alike. */
export function rangeWords({
  lowPicoUsd,
  highPicoUsd,
}: Pick<ForecastDay, "lowPicoUsd" | "highPicoUsd">): string {
  const [low, high] = [formatUsd(lowPicoUsd), formatUsd(highPicoUsd)];
  return low === high ? low : `${low} – ${high}`;
}
