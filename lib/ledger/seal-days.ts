import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { ADDED, SUM_COLUMNS } from "./report-columns";
import { sealMonths } from "./seal-months";
import { dayLock, SEALED_AFTER_HOURS } from "./seals";

/** So that one round of a job ends soon; the next goes on. */
const DAYS_AT_ONCE_MAX = 400;

export type SealInput = {
  timeZone: string;
  /** What the database's clock is taken to say; for tests. */
  now?: Date;
  /** Ends after the day it is at. */
  signal?: AbortSignal;
  onDay?: (day: string) => void;
};

/**
 * Writes the sums of every day that is over and not sealed, each in a transaction of its own, and then those of the
 * months that are whole. Answers how many days; any number of processes may do it at once.
 */
export async function sealDays(db: Conn, { signal, onDay, ...clock }: SealInput): Promise<number> {
  let sealed = 0;
  for (const day of await listOpenDays(db, clock)) {
    if (signal?.aborted) break;
    if (await sealDay(db, day)) sealed += 1;
    onDay?.(day);
  }
  await sealMonths(db, signal);
  return sealed;
}

/** Days since the first with any usage that are over for good, oldest first, at most 400 unless told otherwise. */
export async function listOpenDays(
  db: Conn,
  { timeZone, now, limit = DAYS_AT_ONCE_MAX }: Pick<SealInput, "timeZone" | "now"> & { limit?: number },
): Promise<string[]> {
  const clock = now ? sql`${now.toISOString()}::timestamptz` : sql`now()`;
  const rows = await db.execute<{ day: string }>(sql`
    select day::date::text as day
    from generate_series(
      (select min(day) from usage_days)::timestamp,
      (${clock} - ${SEALED_AFTER_HOURS}::int * interval '1 hour') at time zone ${timeZone} - interval '1 day',
      interval '1 day') as past(day)
    where not exists (select from report_seals s where s.day = past.day::date)
    order by 1 limit ${limit}::int`);
  return rows.map(({ day }) => day);
}

/** False where another process is at it, or was. The lock comes first: what is read then is all there is. */
async function sealDay(db: Conn, day: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ taken: boolean }>(dayLock(day));
    if (!lock?.taken) return false;
    const marked = await tx.execute(sql`
      insert into report_seals (day) values (${day}::date) on conflict do nothing returning day`);
    if (marked.length === 0) return false;
    await pipeline(tx, [
      writeCells(day),
      writeModels(day),
      writeDays(day),
      writeMembers(day),
      writeAssistants(day),
    ]);
    return true;
  });
}

/**
 * Entries have an index on their instant and none on their day: a civil day lies within these two instants in every
 * zone, also where the organisation has moved to another since.
 */
function entriesOf(day: string): SQL {
  return sql`e.day = ${day}::date
    and e.occurred_at >= ${day}::date::timestamp at time zone 'UTC' - interval '15 hours'
    and e.occurred_at < ${day}::date::timestamp at time zone 'UTC' + interval '37 hours'`;
}

/** The sums of entries, in the order of the columns. */
const COUNTED = sql.raw(`
  count(*) filter (where e.kind = 'usage'), count(*) filter (where e.kind = 'usage' and e.purpose = 'answer'),
  sum(e.input_tokens), sum(e.cached_input_tokens), sum(e.cache_write_tokens), sum(e.output_tokens),
  sum(e.reasoning_tokens), sum(e.cost_pico_usd),
  coalesce(sum(e.cost_pico_usd) filter (where e.certainty <> 'exact'), 0)`);

function writeCells(day: string): SQL {
  return sql`
    insert into report_cells (day, department_id, plan_id, provider, model, assistant_id, purpose, ${SUM_COLUMNS})
    select e.day, e.department_id, u.plan_id, e.provider, e.model, e.assistant_id, e.purpose,
      ${COUNTED}
    from entries e join users u on u.id = e.user_id
    where ${entriesOf(day)} group by 1, 2, 3, 4, 5, 6, 7`;
}

function writeModels(day: string): SQL {
  return sql`
    insert into report_model_days (day, department_id, provider, model, purpose, ${SUM_COLUMNS})
    select day, department_id, provider, model, purpose, ${ADDED} from report_cells
    where day = ${day}::date group by 1, 2, 3, 4, 5`;
}

function writeDays(day: string): SQL {
  return sql`
    insert into report_days (grouped_by, day, key, ${SUM_COLUMNS})
    select g.name, c.day, g.key, ${ADDED}
    from report_cells c cross join lateral (values
      ('department', coalesce(c.department_id::text, '')), ('plan', coalesce(c.plan_id::text, '')),
      ('model', c.provider || '/' || c.model), ('provider', c.provider),
      ('assistant', coalesce(c.assistant_id::text, '')), ('purpose', c.purpose)) as g(name, key)
    where c.day = ${day}::date group by 1, 2, 3`;
}

function writeMembers(day: string): SQL {
  return sql`
    insert into report_days (grouped_by, day, key, ${SUM_COLUMNS})
    select 'member', day, user_id::text, ${ADDED} from usage_days where day = ${day}::date group by 2, 3`;
}

function writeAssistants(day: string): SQL {
  return sql`
    insert into report_assistant_days (day, assistant_id, user_id, department_id, provider, model, purpose, ${SUM_COLUMNS})
    select e.day, e.assistant_id, e.user_id, e.department_id, e.provider, e.model, e.purpose, ${COUNTED}
    from entries e where e.assistant_id is not null and ${entriesOf(day)} group by 1, 2, 3, 4, 5, 6, 7`;
}
