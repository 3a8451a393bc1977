import { type SQL, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { recordset } from "@/db/recordset";
import type { NewEntry } from "@/lib/ledger";
import type { Move, ShareRow } from "./settle";

type Alert = {
  id: string;
  kind: "threshold" | "overrun";
  key: string;
  payload: Record<string, string | number>;
};

/** At the limit itself there is always an alert. */
const AT_THE_LIMIT = 100;

/**
 * Alerts for thresholds that these settlements cross, and for what a provider charged beyond its hold. They are
 * written with what caused them, each once: a threshold fires once a period however often it is crossed.
 */
export function alertStatements(
  shares: readonly ShareRow[],
  moves: readonly Move[],
  entries: readonly NewEntry[],
): SQL[] {
  const alerts = [...crossings(shares, moves), ...entries.flatMap(overrunOf)];
  if (alerts.length === 0) return [];
  return [
    sql`insert into outbox (id, kind, key, payload)
      select id, kind, key, payload from ${recordset(alerts, "id uuid, kind text, key text, payload jsonb")}
      on conflict (kind, key) do nothing`,
  ];
}

function crossings(shares: readonly ShareRow[], moves: readonly Move[]): Alert[] {
  const spentByRow = new Map<string, bigint>();
  return shares.flatMap((share, n) => {
    const row = `${share.budget_id} ${share.subject_id} ${share.starts_at}`;
    const before = spentByRow.get(row) ?? BigInt(share.spent_amount);
    const after = before + (moves[n]?.spent ?? 0n);
    spentByRow.set(row, after);
    const limit = BigInt(share.limit_amount);
    return [...share.thresholds, AT_THE_LIMIT]
      .filter((percent) => crosses({ before, after, limit }, percent))
      .map((percent) => toAlert(share, percent, after));
  });
}

function crosses({ before, after, limit }: Record<"before" | "after" | "limit", bigint>, percent: number) {
  const bar = limit * BigInt(percent);
  return before * 100n < bar && after * 100n >= bar;
}

function toAlert(share: ShareRow, percent: number, spent: bigint): Alert {
  const { budget_id: budgetId, subject_id: subjectId, unit } = share;
  const startsAt = new Date(share.starts_at).toISOString();
  return {
    id: newId(),
    kind: "threshold",
    key: [budgetId, subjectId, startsAt, percent].join("/"),
    payload: {
      budgetId,
      subjectId,
      startsAt,
      unit,
      percent,
      limit: share.limit_amount,
      spent: String(spent),
    },
  };
}

function overrunOf({ attemptId, provider, model, userId, overrunPicoUsd }: NewEntry): Alert[] {
  if (overrunPicoUsd <= 0n) return [];
  const payload = {
    attemptId,
    userId,
    model: `${provider}/${model}`,
    overrunPicoUsd: String(overrunPicoUsd),
  };
  return [{ id: newId(), kind: "overrun", key: attemptId, payload }];
}
