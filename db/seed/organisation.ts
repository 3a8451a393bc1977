import { sql } from "drizzle-orm";
import { idAt, normal, random } from "./random";
import { SEED_DOMAIN, type SeedConn, type SeedOptions } from "./types";

/** Shares of members, and how much more than others a department's people ask. */
const DEPARTMENTS = [
  { name: "Engineering", share: 0.3, zeal: 1.7 },
  { name: "Support", share: 0.25, zeal: 1.3 },
  { name: "Sales", share: 0.18, zeal: 0.8 },
  { name: "Marketing", share: 0.12, zeal: 1 },
  { name: "Finance", share: 0.09, zeal: 0.5 },
  { name: "Legal", share: 0.06, zeal: 0.6 },
];

/** Of the members, who belong to no department: what they cost is everybody's. The owner is one of them. */
const APART = 0.06;

const ASSISTANTS = ["Code reviewer", "Contract reader", "Meeting notes", "Reply drafts", "Translator"];

/** `share` of answers; prices in pico-USD a token for where the price book has none of the model. */
const MODELS = [
  {
    provider: "openai",
    model: "gpt-4o-mini",
    share: 0.58,
    prices: [150_000, 75_000, 600_000],
    thinks: false,
  },
  {
    provider: "openai",
    model: "gpt-4o",
    share: 0.2,
    prices: [2_500_000, 1_250_000, 10_000_000],
    thinks: false,
  },
  {
    provider: "openai",
    model: "o4-mini",
    share: 0.12,
    prices: [1_100_000, 275_000, 4_400_000],
    thinks: true,
  },
  {
    provider: "anthropic",
    model: "claude-sonnet-4-5",
    share: 0.1,
    prices: [3_000_000, 300_000, 15_000_000],
    thinks: false,
  },
];

/**
 * Departments, members, assistants and prices, those that are there under their names taken as they are; and what the
 * days are made from, in temporary tables. The first owner, where there is one, is a member among the others.
 */
export async function writeOrganisation(conn: SeedConn, options: SeedOptions): Promise<void> {
  await writeDepartments(conn);
  await writeMembers(conn, options);
  await writeAssistants(conn);
  await writeModels(conn, options);
}

async function writeDepartments(conn: SeedConn): Promise<void> {
  const start = sql`timestamptz '2020-01-01'`;
  await conn.execute(sql`
    create temp table seed_departments as
    select coalesce(d.id, ${idAt(start, sql`given.no`, 1)}) as id, given.name, given.share, given.zeal, given.no,
      sum(given.share) over (order by given.no) as upto
    from jsonb_to_recordset(${JSON.stringify(numbered(DEPARTMENTS))}::jsonb)
      as given(no bigint, name text, share float8, zeal float8)
    left join departments d on lower(d.name) = lower(given.name)`);
  await conn.execute(sql`
    insert into departments (id, name) select id, name from seed_departments on conflict do nothing`);
}

/** Members join over the first two thirds of the time; few ask a lot and many a little. */
async function writeMembers(conn: SeedConn, { members, firstDay, lastDay }: SeedOptions): Promise<void> {
  const n = sql`m.no::bigint`;
  await conn.execute(sql`
    create temp table seed_members as
    select m.no, u.id is not null as is_owner,
      coalesce(u.id, ${idAt(sql`${firstDay}::date + interval '12 hours'`, n, 2)}) as user_id,
      coalesce(u.department_id, case when u.id is null and ${random(n, 8)} >= ${APART}::float8 then d.id end) as department_id, coalesce(u.plan_id, p.id) as plan_id,
      d.zeal * exp(1.1 * ${normal(n, 3)}) as weight, ${random(n, 4)} as taste,
      case when m.no <= ${Math.ceil(members * 0.6)}::int then ${firstDay}::date
        else ${firstDay}::date + floor(${random(n, 5)} * 0.66 * (${lastDay}::date - ${firstDay}::date))::int end as joined
    from generate_series(1, ${members}::int) as m(no)
    join lateral (select * from seed_departments where upto > ${random(n, 6)} * 0.9999 order by no limit 1) d on true
    left join lateral (
      select id from plans where name in ('Free', 'Basic', 'Premium')
      order by array_position(array['Basic', 'Premium', 'Free'], name)
      offset case when ${random(n, 7)} < 0.6 then 0 when ${random(n, 7)} < 0.8 then 1 else 2 end limit 1) p on true
    left join lateral (
      select * from users where role = 'owner' and m.no = 1 order by created_at limit 1) u on true`);
  await conn.execute(sql`
    insert into users (id, email, name, role, password_hash, department_id, plan_id, created_at)
    select user_id, 'member-' || lpad(no::text, greatest(2, length(no::text)), '0') || ${`@${SEED_DOMAIN}`}, 'Member ' || lpad(no::text, greatest(2, length(no::text)), '0'),
      case when no = 2 then 'admin' else 'member' end, 'none', department_id, plan_id, joined + interval '9 hours'
    from seed_members where not is_owner order by no`);
}

async function writeAssistants(conn: SeedConn): Promise<void> {
  await conn.execute(sql`
    create temp table seed_assistants as
    select given.no, given.name, coalesce(a.id, ${idAt(sql`timestamptz '2020-01-01'`, sql`given.no`, 3)}) as id
    from jsonb_to_recordset(${JSON.stringify(numbered(ASSISTANTS.map((name) => ({ name }))))}::jsonb)
      as given(no bigint, name text)
    left join lateral (
      select id from assistants where name = given.name and visibility = 'everyone' order by id limit 1) a on true`);
  await conn.execute(sql`
    insert into assistants (id, user_id, name, instructions, instructions_tokens, visibility)
    select id, (select user_id from seed_members order by no limit 1), name, 'Answer as a ' || lower(name) || ' would.', 8,
      'everyone'
    from seed_assistants on conflict do nothing`);
}

/** The price that was in force then, and one of ours for a model that the book did not have yet. */
async function writeModels(conn: SeedConn, { firstDay }: SeedOptions): Promise<void> {
  const rows = MODELS.map(({ prices: [input, cached, output], ...model }) => ({
    ...model,
    input,
    cached,
    output,
  }));
  await conn.execute(sql`
    create temp table seed_models as
    select *, sum(share) over (order by no) as upto
    from jsonb_to_recordset(${JSON.stringify(numbered(rows))}::jsonb) as given(no bigint, provider text, model text,
      share float8, input bigint, cached bigint, output bigint, thinks boolean)`);
  const from = sql`${firstDay}::date::timestamp at time zone 'UTC' - interval '2 days'`;
  await conn.execute(sql`
    insert into prices (id, provider, model, effective_from, input_pico_usd, cached_input_pico_usd, cache_write_pico_usd,
      output_pico_usd, source)
    select ${idAt(sql`timestamptz '2020-01-01'`, sql`m.no`, 4)}, m.provider, m.model, ${from}, m.input, m.cached, m.input,
      m.output, 'demo'
    from seed_models m
    where not exists (select from prices p where p.provider = m.provider and p.model = m.model and p.effective_from <= ${from})
    on conflict do nothing`);
  await conn.execute(sql`
    create temp table seed_prices as
    select p.id, m.no as model_no, p.input_pico_usd, p.cached_input_pico_usd, p.output_pico_usd, p.effective_from,
      lead(p.effective_from, 1, 'infinity') over (partition by m.no order by p.effective_from) as effective_until
    from seed_models m join prices p on p.provider = m.provider and p.model = m.model`);
}

function numbered<T extends object>(rows: readonly T[]): (T & { no: number })[] {
  return rows.map((row, n) => ({ ...row, no: n + 1 }));
}
