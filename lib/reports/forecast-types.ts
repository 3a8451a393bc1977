import type { PicoUsd } from "@/lib/money";

/** What a month has cost by the end of a day to come: what is expected, and between what it lies in four of five cases. */
export type ForecastDay = {
  day: string;
  expectedPicoUsd: PicoUsd;
  lowPicoUsd: PicoUsd;
  highPicoUsd: PicoUsd;
};
