import { type SQL, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { recordset } from "@/db/recordset";
import type { AlertPayload } from "@/db/schema";
import type { NewEntry } from "@/lib/ledger";
import type { LockedRow, Move } from "./settle";

type Alert = {
  id: string;
  kind: "threshold" | "overrun";
  key: string;
  payload: AlertPayload;
};

/** At the limit itself there is always an alert. */
const AT_THE_LIMIT = 100;

/**
 * Alerts for thresholds that moves of these rows cross, one move for each row, and for what a provider charged beyond
 * its hold. They are written with what caused them, each once: a threshold fires once a period however often it is
 * crossed.
 */
export function alertStatements(
  rows: readonly LockedRow[],
  moves: readonly Move[],
  entries: readonly NewEntry[],
): SQL[] {
  const alerts = [...crossings(rows, moves), ...entries.flatMap(overrunOf)];
  if (alerts.length === 0) return [];
  return [
    sql`insert into outbox (id, kind, key, payload)
      select id, kind, key, payload from ${recordset(alerts, "id uuid, kind text, key text, payload jsonb")}
      on conflict (kind, key) do nothing`,
  ];
}

function crossings(rows: readonly LockedRow[], moves: readonly Move[]): Alert[] {
  const spentByRow = new Map<string, bigint>();
  return rows.flatMap((row, n) => {
    const key = `${row.budget_id} ${row.subject_id} ${row.starts_at}`;
    const before = spentByRow.get(key) ?? BigInt(row.spent_amount);
    const after = before + (moves[n]?.spent ?? 0n);
    spentByRow.set(key, after);
    const limit = BigInt(row.limit_amount);
    const percents = new Set([...row.thresholds, AT_THE_LIMIT]);
    return [...percents]
      .filter((percent) => after > before && isReached(after, limit, percent))
      .map((percent) => toAlert(row, percent, after));
  });
}

/** Not only at the crossing itself: a limit that was lowered has its thresholds behind it. The key keeps it at one. */
function isReached(after: bigint, limit: bigint, percent: number): boolean {
  return limit > 0n && after * 100n >= limit * BigInt(percent);
}

function toAlert(row: LockedRow, percent: number, spent: bigint): Alert {
  const { budget_id: budgetId, subject_id: subjectId, scope, scope_id: scopeId, period, unit } = row;
  const startsAt = new Date(row.starts_at).toISOString();
  const { limit_amount: limit } = row;
  return {
    id: newId(),
    kind: "threshold",
    key: [budgetId, subjectId, startsAt, percent].join("/"),
    payload: {
      ...{ budgetId, subjectId, scope, scopeId, period, unit, startsAt },
      ...{ percent, limit, spent: String(spent) },
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
