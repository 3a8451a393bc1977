import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { readCauses } from "../anomalies/explain";
import { ANOMALY_RULE, judgeDays } from "../anomalies/list";
import { CALLS_KEPT } from "./answers";
import type { Days } from "./days";
import { readTroubleCalls } from "./trouble-calls";
import type { Spike } from "./types";

const SPIKES_MAX = 3;
/** It takes a week and a day to tell what is usual. */
const YOUNG_DAYS = 7;

/** The dearest of the days that cost far more than expected and that nobody dismissed, the newest first, with their causes. */
export async function readSpikes(conn: Conn, days: Days): Promise<{ spikes: Spike[]; isTooYoung: boolean }> {
  const today = Temporal.PlainDate.from(days.to).add({ days: 1 }).toString();
  const range = { from: days.from, to: days.to, today };
  const { anomalies, days: costs } = await judgeDays(conn, { range, filters: {}, rule: ANOMALY_RULE });
  const dearest = anomalies
    .filter(({ dismissed }) => !dismissed)
    .sort((a, b) => (a.impactPicoUsd > b.impactPicoUsd ? -1 : 1))
    .slice(0, SPIKES_MAX);
  const spikes: Spike[] = [];
  for (const { dismissed: _, impactPicoUsd: _impact, ...spike } of dearest.sort((a, b) =>
    a.day > b.day ? -1 : 1,
  )) {
    const { day } = spike;
    const calls = await readTroubleCalls(
      conn,
      { ...days, from: day, to: day },
      {
        kind: "dearest",
        limit: CALLS_KEPT,
      },
    );
    const causes = await readCauses(conn, { day, filters: {} });
    spikes.push({ ...spike, causes, calls });
  }
  const begun = costs.findIndex(({ costPicoUsd }) => costPicoUsd > 0n);
  return { spikes, isTooYoung: begun < 0 || costs.length - begun <= YOUNG_DAYS };
}
