import { eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { users } from "@/db/schema";
import { getEnv } from "@/lib/env";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { civilDay } from "./calendar";
import { costRows } from "./cost-rows";
import type { CostGroup } from "./cost-types";

/** What is asked of where a budget stands: whose it is, and since when it counts. */
type Counting = {
  scope: string;
  scopeId: string | null;
  /** The member whose share it is; empty where it is shared. */
  subjectId: string;
  unit: string;
  startsAt: Date;
};

/** Of one period and kind, so that all of them are read at once. */
type Kind = { of: CostGroup | "org" | "thread" | "api_key"; startsAt: Date };
type Place = Kind & { key: string };

/**
 * The same standings with how much of what is spent of them is not exact, out of the roll-ups: one statement for each
 * period and kind, all at once. Nothing where it is not counted in dollars; members are told of what they are limited by themselves.
 */
export async function markEstimates<T extends Counting>(
  ctx: Ctx,
  standings: readonly T[],
  { now = new Date(), timeZone = getEnv().ORG_TIME_ZONE }: { now?: Date; timeZone?: string } = {},
): Promise<(T & { estimated: PicoUsd })[]> {
  const asker = await askerOf(ctx, standings);
  const places = standings.map((standing) => placeOf(asker, standing));
  const kinds = new Map<string, { kind: Kind; keys: Set<string> }>();
  for (const place of places) {
    if (!place) continue;
    const name = nameOf(place);
    const known = kinds.get(name) ?? { kind: place, keys: new Set<string>() };
    kinds.set(name, { ...known, keys: known.keys.add(place.key) });
  }
  const hasTotal = [...kinds.values()].some(({ kind }) => kind.startsAt.getTime() === 0);
  const first = hasTotal ? await firstUse(ctx.db) : null;
  const to = civilDay(now, timeZone).toString();
  const read = [...kinds].map(async ([name, { kind, keys }]) => {
    const from = kind.startsAt.getTime() > 0 ? civilDay(kind.startsAt, timeZone).toString() : (first ?? to);
    return [name, await readSums(ctx.db, { ...kind, keys: [...keys] }, { from, to })] as const;
  });
  const sums = new Map(await Promise.all(read));
  return standings.map((standing, n) => {
    const place = places[n];
    return { ...standing, estimated: (place && sums.get(nameOf(place))?.get(place.key)) ?? 0n };
  });
}

const nameOf = ({ of, startsAt }: Kind) => `${of} ${startsAt.getTime()}`;

type Asker = Pick<Ctx["actor"], "userId" | "role"> & { departmentId: string | null };

/** A session does not know the department, and only of members it is asked. */
async function askerOf({ db, actor }: Ctx, standings: readonly Counting[]): Promise<Asker> {
  const { userId, role } = actor;
  const isAsked = role === "member" && standings.some(({ scope }) => scope === "department");
  const [row] = isAsked
    ? await db.select({ departmentId: users.departmentId }).from(users).where(eq(users.id, userId)).limit(1)
    : [];
  return { userId, role, departmentId: row?.departmentId ?? null };
}

/** Null for what is not counted in dollars, or not the caller's to know. */
function placeOf(asker: Asker, { scope, scopeId, subjectId, unit, startsAt }: Counting): Place | null {
  if (unit !== "usd") return null;
  const [of, key] = kindOf(scope, scopeId ?? "", subjectId);
  const isOwn = of === "org" || key === (of === "department" ? asker.departmentId : asker.userId);
  if (of === null || (asker.role === "member" && !isOwn)) return null;
  const isKeyed = of === "org" || of === "model" || isId(key);
  return isKeyed ? { of, key, startsAt } : null;
}

function kindOf(scope: string, scopeId: string, subjectId: string): [Kind["of"] | null, string] {
  switch (scope) {
    case "org":
      return ["org", ""];
    case "plan":
    case "department_member":
      return ["member", subjectId];
    case "member":
    case "self":
      return ["member", scopeId.toLowerCase()];
    case "department":
    case "assistant":
    case "thread":
    case "api_key":
      return [scope, scopeId.toLowerCase()];
    case "model":
      return ["model", scopeId];
    default:
      return [null, ""];
  }
}

type Keyed = Kind & { keys: string[] };
type Days = { from: string; to: string };
type Row = { key: string; estimated: string };

async function readSums(conn: Conn, kind: Keyed, days: Days): Promise<Map<string, PicoUsd>> {
  const { of, keys } = kind;
  if (of === "thread" || of === "api_key") return readThreads(conn, kind, days);
  const group = of === "org" ? null : of;
  const rows = costRows({ ...days, step: "range", group, filters: group ? { [group]: keys } : {} });
  return toSums(
    await conn.execute<Row>(
      sql`select key, sum(estimated_pico_usd) as estimated from (${rows}) rows group by 1`,
    ),
  );
}

/** Each API key has one thread. Their roll-up knows months; of shorter periods the few estimated calls are read. */
async function readThreads(conn: Conn, { of, keys, startsAt }: Keyed, { from }: Days) {
  const owner = of === "thread" ? sql`h.id` : sql`h.api_key_id`;
  const isOwned = sql`${owner} = any(${sql.param(keys)}::uuid[])`;
  if (from.endsWith("-01") || startsAt.getTime() === 0) {
    return toSums(
      await conn.execute<Row>(sql`
        select ${owner}::text as key, sum(u.estimated_pico_usd) as estimated
        from threads h join usage_threads u on u.thread_id = h.id
        where ${isOwned} and (u.month >= ${from}::date or ${startsAt.getTime() === 0}) group by 1`),
    );
  }
  const since = sql`${startsAt.toISOString()}::timestamptz`;
  // The first condition is the index's own, and no call ends before it is admitted.
  return toSums(
    await conn.execute<Row>(sql`
      select ${owner}::text as key, sum(t.cost_pico_usd) as estimated
      from attempts t join threads h on h.id = t.thread_id
        join entries e on e.attempt_id = t.id and e.kind = 'usage' and e.occurred_at >= ${since}
      where t.certainty <> 'exact' and t.ended_at >= ${since} and ${isOwned} group by 1`),
  );
}

function toSums(rows: readonly Row[]): Map<string, PicoUsd> {
  return new Map(rows.map(({ key, estimated }) => [key, BigInt(estimated)]));
}

/** What never resets began with the first use. */
async function firstUse(conn: Conn): Promise<string | null> {
  const [row] = await conn.execute<{ day: string | null }>(sql`select min(day)::text as day from usage_days`);
  return row?.day ?? null;
}
