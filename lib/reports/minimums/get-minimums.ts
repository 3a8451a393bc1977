import type { Conn } from "@/db/client";
import { alertRules } from "@/db/schema";
import { PICO_PER_USD, type PicoUsd } from "@/lib/money";

/** From how much on something is worth anybody's time. */
export type Minimums = {
  /** What a day costs above the expected. */
  anomalyMinPicoUsd: PicoUsd;
  /** What a suggestion would have saved in 30 days. */
  suggestionMinPicoUsd: PicoUsd;
};

/** What holds where nobody has chosen anything else; the columns' own defaults. */
const USUAL: Minimums = { anomalyMinPicoUsd: PICO_PER_USD, suggestionMinPicoUsd: PICO_PER_USD };

/** From which amounts on anomalies are marked and suggestions are made. */
export async function getMinimums(conn: Conn): Promise<Minimums> {
  const { anomalyMinPicoUsd, suggestionMinPicoUsd } = alertRules;
  const [row] = await conn.select({ anomalyMinPicoUsd, suggestionMinPicoUsd }).from(alertRules).limit(1);
  return row ?? USUAL;
}
