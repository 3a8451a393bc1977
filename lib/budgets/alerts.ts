import { type SQL, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { recordset } from "@/db/recordset";
import type { AlertPayload } from "@/db/schema";
import type { NewEntry } from "@/lib/ledger";
import { limitAtInstant } from "./at-moment";
import { AT_THE_LIMIT, fire, REACHED } from "./fire";
import { periodEnd } from "./periods";
import type { LockedRow, Move } from "./settle";

type Happened = {
  rows: readonly LockedRow[];
  moves: readonly Move[];
  entries: readonly NewEntry[];
  /** In which periods begin and end. */
  timeZone: string;
};

type Overrun = { id: string; key: string; payload: AlertPayload };

type Crossing = {
  id: string;
  budgetId: string;
  subjectId: string;
  startsAt: string;
  percent: number;
  /** The amounts of the period before and after the move, and the limit without its top-ups. */
  before: bigint;
  after: bigint;
  limit: bigint;
  payload: AlertPayload & Pick<LockedRow, "period"> & { startsAt: string };
};

/**
 * Alerts for thresholds that moves of these rows cross, one move for each row, and for what a provider charged beyond
 * its hold. They are written with what caused them, each once: a threshold fires once a period however often it is
 * crossed, and again only when it is crossed under a higher limit.
 */
export function alertStatements({ rows, moves, entries, timeZone }: Happened): SQL[] {
  const crossed = crossings(rows, moves);
  const overruns = entries.flatMap(overrunOf);
  return [
    ...(crossed.length > 0 ? [thresholdStatement(crossed, timeZone)] : []),
    ...(overruns.length > 0 ? [overrunStatement(overruns)] : []),
  ];
}

const CROSSING = `${REACHED}, "endsAt" timestamptz, after numeric, "limit" bigint`;

/**
 * The limit counts with its top-ups, which nothing but a threshold that may have been reached asks for: those of now, or
 * of the end of a period that is over.
 */
function thresholdStatement(crossed: readonly Crossing[], timeZone: string): SQL {
  const endOf = endsIn(timeZone);
  const items = crossed.map((crossing) => ({ ...crossing, endsAt: endOf(crossing.payload) }));
  const limit = limitAtInstant(
    { limit: sql`item."limit"`, budgetId: sql`item."budgetId"`, subjectId: sql`item."subjectId"` },
    sql`least(statement_timestamp(), item."endsAt" - interval '1 microsecond')`,
  );
  return fire(sql`
    select item.*, total from ${recordset(items, CROSSING)} cross join lateral (select ${limit} as total) l
    where item.after * 100 >= total::numeric * item.percent`);
}

/** Asked once for each period, of which many budgets have the same. */
function endsIn(timeZone: string): (of: Crossing["payload"]) => string | null {
  const known = new Map<string, string | null>();
  return ({ period, startsAt }) => {
    const key = `${period} ${startsAt}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const end = periodEnd(period, new Date(startsAt), timeZone)?.toISOString() ?? null;
    known.set(key, end);
    return end;
  };
}

function overrunStatement(overruns: readonly Overrun[]): SQL {
  return sql`insert into outbox (id, kind, key, payload)
    select id, 'overrun', key, payload from ${recordset(overruns, "id uuid, key text, payload jsonb")}
    on conflict (kind, key) do nothing`;
}

/** The last of several moves of one row that reach a threshold tells of it, with all that came before it. */
function crossings(rows: readonly LockedRow[], moves: readonly Move[]): Crossing[] {
  const spentByRow = new Map<string, { first: bigint; now: bigint }>();
  const found = new Map<string, Crossing>();
  for (const [n, row] of rows.entries()) {
    const key = `${row.budget_id} ${row.subject_id} ${row.starts_at}`;
    const { first, now } = spentByRow.get(key) ?? {
      first: BigInt(row.spent_amount),
      now: BigInt(row.spent_amount),
    };
    const after = now + (moves[n]?.spent ?? 0n);
    spentByRow.set(key, { first, now: after });
    if (after <= now) continue;
    const limit = BigInt(row.limit_amount);
    for (const percent of new Set([...row.thresholds, AT_THE_LIMIT])) {
      if (!isReached(after, limit, percent)) continue;
      found.set(`${key} ${percent}`, toCrossing(row, percent, { before: first, after }));
    }
  }
  return [...found.values()];
}

/** Not only at the crossing itself: a limit that was lowered has its thresholds behind it. The key keeps it at one. */
function isReached(after: bigint, limit: bigint, percent: number): boolean {
  return limit > 0n && after * 100n >= limit * BigInt(percent);
}

function toCrossing(
  row: LockedRow,
  percent: number,
  { before, after }: Pick<Crossing, "before" | "after">,
): Crossing {
  const { budget_id: budgetId, subject_id: subjectId, scope, scope_id: scopeId, period, unit } = row;
  const startsAt = new Date(row.starts_at).toISOString();
  const limit = BigInt(row.limit_amount);
  return {
    ...{ id: newId(), budgetId, subjectId, startsAt, percent, before, after, limit },
    payload: {
      ...{ budgetId, subjectId, scope, scopeId, period, unit, startsAt },
      ...{ percent, limit: row.limit_amount, spent: String(after) },
    },
  };
}

/** What an admin books is no surprise of the provider's. */
function overrunOf({ attemptId, provider, model, userId, overrunPicoUsd, adjustedBy }: NewEntry): Overrun[] {
  if (overrunPicoUsd <= 0n || adjustedBy !== null) return [];
  const payload = {
    attemptId,
    userId,
    model: `${provider}/${model}`,
    overrunPicoUsd: String(overrunPicoUsd),
  };
  return [{ id: newId(), key: attemptId, payload }];
}
