import { sql } from "drizzle-orm";
import type { Db } from "../client";
import { newId } from "../id";

export const at = new Date("2026-11-22T10:00:00Z");
export const DAY = "2026-11-22T00:00:00Z";
const MONTH = "2026-11-01T00:00:00Z";

export const ids = {
  ...{ ann: newId(), ben: newId(), price: newId(), thread: newId(), other: newId() },
  ...{ org: newId(), month: newId(), day: newId(), bens: newId() },
  ...{ exact: newId(), estimated: newId(), voided: newId(), pending: newId(), of: newId() },
  free: newId(),
};

/** Two members, four budgets, and six attempts: two posted and one voided, one pending, and two of the other member. */
export async function fillFirstVersion(db: Db): Promise<void> {
  const { ann, ben, price, thread, other } = ids;
  await run(
    db,
    `insert into users (id, email, name, role, password_hash) values
    ('${ann}', 'member-01@example.org', 'Member 01', 'owner', 'none'),
    ('${ben}', 'member-02@example.org', 'Member 02', 'member', 'none')`,
  );
  await run(
    db,
    `insert into prices (id, provider, model, effective_from, input_pico_usd, cached_input_pico_usd,
    cache_write_pico_usd, output_pico_usd, source) values ('${price}', 'test', 'm', '2020-01-01', 5, 5, 5, 5, 'test')`,
  );
  await run(db, `insert into threads (id, user_id) values ('${thread}', '${ann}'), ('${other}', '${ben}')`);
  await run(
    db,
    `insert into budgets (id, scope, scope_id, period, limit_pico_usd) values
    ('${ids.org}', 'org', null, 'month', 1000), ('${ids.month}', 'member', '${ann}', 'month', 200),
    ('${ids.day}', 'member', '${ann}', 'day', 100), ('${ids.bens}', 'member', '${ben}', 'month', 50)`,
  );
  await run(
    db,
    `insert into budget_periods (budget_id, starts_at, spent_pico_usd, reserved_pico_usd) values
    ('${ids.org}', '${MONTH}', 75, 30), ('${ids.month}', '${MONTH}', 65, 30), ('${ids.day}', '${DAY}', 65, 30),
    ('${ids.bens}', '${MONTH}', 10, 0)`,
  );
  await call(db, { id: ids.exact, number: 1, state: "posted", held: 50, cost: 40, certainty: "exact" });
  await call(db, {
    id: ids.estimated,
    number: 2,
    state: "posted",
    held: 50,
    cost: 25,
    certainty: "estimated",
  });
  await call(db, { id: ids.voided, number: 3, state: "voided", held: 50 });
  await call(db, { id: ids.pending, number: 4, state: "pending", held: 30 });
  await call(db, {
    id: ids.of,
    number: 5,
    state: "posted",
    held: 10,
    cost: 10,
    certainty: "exact",
    user: ben,
  });
  await call(db, {
    id: ids.free,
    number: 6,
    state: "posted",
    held: 1,
    cost: 0,
    certainty: "unpriced",
    user: ben,
  });
  await sumUp(db);
}

type OldCall = {
  id: string;
  number: number;
  state: "posted" | "voided" | "pending";
  held: number;
  cost?: number;
  certainty?: "exact" | "estimated" | "unpriced";
  user?: string;
};

async function call(
  db: Db,
  { id, number, state, held, cost, certainty, user = ids.ann }: OldCall,
): Promise<void> {
  const [runId, reservationId, when] = [newId(), newId(), at.toISOString()];
  const thread = user === ids.ann ? ids.thread : ids.other;
  const ended = state === "pending" ? "null" : "now()";
  await run(
    db,
    `insert into runs (id, user_id, thread_id, provider, model, status, output_tokens_max, idempotency_key,
    request_hash) values ('${runId}', '${user}', '${thread}', 'test', 'm', 'completed', 10, '${runId}', '')`,
  );
  await run(
    db,
    `insert into attempts (id, run_id, user_id, thread_id, purpose, number, provider, model, price_id,
    input_tokens_counted, input_tokens_likely, output_tokens_max, lease_expires_at, ended_at) values ('${id}', '${runId}',
    '${user}', '${thread}', 'answer', ${number}, 'test', 'm', '${ids.price}', 7, 7, 10, now() + interval '1 hour', ${ended})`,
  );
  await run(
    db,
    `insert into reservations (id, attempt_id, user_id, amount_pico_usd, state, occurred_at, closed_at)
    values ('${reservationId}', '${id}', '${user}', ${held}, '${state}', '${when}', ${ended})`,
  );
  await run(
    db,
    `insert into reservation_budgets (reservation_id, budget_id, starts_at)
    select '${reservationId}', id, case period when 'day' then '${DAY}'::timestamptz else '${MONTH}'::timestamptz end
    from budgets where scope = 'org' or scope_id = '${user}'`,
  );
  if (cost === undefined) return;
  const reason = certainty === "estimated" ? "'stopped'" : "null";
  await run(
    db,
    `insert into entries (id, kind, attempt_id, run_id, user_id, thread_id, purpose, provider, model, price_id,
    input_tokens, output_tokens, cost_pico_usd, certainty, certainty_reason, occurred_at, day) values ('${newId()}',
    'usage', '${id}', '${runId}', '${user}', '${thread}', 'answer', 'test', 'm', '${ids.price}', 7, 1, ${cost},
    '${certainty}', ${reason}, '${when}', '${DAY.slice(0, 10)}')`,
  );
}

/** The roll-ups of the entries, as the first version wrote them. */
async function sumUp(db: Db): Promise<void> {
  const sums = `count(*), count(*), sum(input_tokens), sum(output_tokens), sum(cost_pico_usd),
    coalesce(sum(cost_pico_usd) filter (where certainty <> 'exact'), 0)`;
  const columns = "calls, answers, input_tokens, output_tokens, cost_pico_usd, estimated_pico_usd";
  await run(
    db,
    `insert into usage_days (user_id, day, provider, model, purpose, ${columns})
    select user_id, day, provider, model, purpose, ${sums} from entries group by 1, 2, 3, 4, 5`,
  );
  await run(
    db,
    `insert into usage_threads (user_id, thread_id, month, ${columns})
    select user_id, thread_id, date_trunc('month', day)::date, ${sums} from entries group by 1, 2, 3`,
  );
}

/** Each a statement of its own, as the first version's tables want it. */
async function run(db: Db, statement: string): Promise<void> {
  await db.execute(sql.raw(statement));
}
