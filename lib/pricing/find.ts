import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { prices, users } from "@/db/schema";
import { booksOf, type Named, namesOf, timelineOf } from "./names";
import { toPrice } from "./rows";
import type { Price, PriceAnswer, PriceEntry } from "./types";

/** The newest rows of one name that a timeline is made of. */
const ROWS_PER_NAME_MAX = 50;

/**
 * The price of a model at an instant, now by the database's clock where none is given; null when the book has none:
 * then no call is made. The name must be the model's own, one of its known aliases, or its dated release
 * (`name-2026-04-16`); never a part of it.
 */
export async function findPrice(
  conn: Conn,
  { provider, model, at }: Named & { at?: Date | undefined },
): Promise<Price | null> {
  const answers = await answerPrices(conn, { provider, models: [model], at });
  return answers.get(model)?.price ?? null;
}

type WantedPrices = { provider: string; models: string[]; at?: Date | undefined };

/** The same for many models of one provider in one statement, with what an admin allowed to run unpriced. */
export async function answerPrices(
  conn: Conn,
  { provider, models, at }: WantedPrices,
): Promise<Map<string, PriceAnswer>> {
  if (models.length === 0) return new Map();
  const wanted = models.map((model) => ({ provider, model }));
  const instant = at ? sql`${at.toISOString()}::timestamptz` : sql`statement_timestamp()`;
  const rows = await conn
    .select({
      n: sql<number>`held.n`,
      mayRunUnpriced: sql<boolean>`held.may_run_unpriced`,
      price: getTableColumns(prices),
    })
    .from(sql`(${heldAt(wanted, instant)}) held`)
    .leftJoin(prices, sql`${prices.id} = held.price_id`);
  return new Map(
    rows.map(({ n, price, mayRunUnpriced }) => [
      models[n] ?? "",
      { price: price && toPrice(price), mayRunUnpriced },
    ]),
  );
}

export type HeldNow = { n: number; price_id: string | null; may_run_unpriced: boolean };

/**
 * A statement of rows `HeldNow`, one for each wanted model by its place in the list: what holds at this moment by
 * the database's clock. An admission that runs it in its transaction learns whether the prices it reckoned with are
 * still those that hold.
 */
export function heldNow(wanted: readonly Named[]): SQL {
  return heldAt(wanted, sql`statement_timestamp()`);
}

function heldAt(wanted: readonly Named[], instant: SQL): SQL {
  return sql`
    select (asked.nth - 1)::int as n, found.id as price_id,
      exists (
        select from unpriced_models allowed
        where allowed.provider = asked.provider and allowed.model = asked.model
      ) as may_run_unpriced
    from unnest(${texts(wanted.map(({ provider }) => provider))}, ${texts(wanted.map(({ model }) => model))})
      with ordinality asked(provider, model, nth)
    left join (
      select distinct on (named.nth) named.nth, newest.id
      from (${candidatesOf(wanted)}) named
      cross join lateral (
        select id from prices
        where provider = named.provider and model = named.model and effective_from <= ${instant}
        order by effective_from desc limit 1
      ) newest
      order by named.nth, named.place
    ) found on found.nth = asked.nth`;
}

/**
 * What the book says of each model over time, as `findPrice` would: the oldest first, planned prices last, each with
 * who set it. Of each name the newest 50 rows are read.
 */
export async function listTimelines(
  conn: Conn,
  { provider, models }: Omit<WantedPrices, "at">,
): Promise<Map<string, PriceEntry[]>> {
  const rows = await conn
    .select({
      nth: sql<number>`named.nth`,
      place: sql<number>`named.place`,
      price: getTableColumns(prices),
      setBy: users.name,
    })
    .from(
      sql`(${candidatesOf(models.map((model) => ({ provider, model })))}) named cross join lateral (
        select id from prices where provider = named.provider and model = named.model
        order by effective_from desc limit ${ROWS_PER_NAME_MAX}
      ) newest`,
    )
    .innerJoin(prices, sql`${prices.id} = newest.id`)
    .leftJoin(users, eq(users.id, prices.createdBy))
    .orderBy(sql`named.nth, named.place`);
  const timelines = models.map((model, n): [string, PriceEntry[]] => {
    const lists = new Map<number, PriceEntry[]>();
    for (const row of rows) {
      if (row.nth !== n + 1) continue;
      lists.set(row.place, [...(lists.get(row.place) ?? []), { ...toPrice(row.price), setBy: row.setBy }]);
    }
    return [model, timelineOf([...lists.values()])];
  });
  return new Map(timelines);
}

/** The books and names under which each of them may be priced; of one model the lowest place is the nearest. */
function candidatesOf(wanted: readonly Named[]): SQL {
  const named = wanted.flatMap((each, n) =>
    booksOf(each.provider).flatMap((provider, book) =>
      namesOf(each).map((model, name) => ({ nth: n + 1, place: book * 100 + name * 2, provider, model })),
    ),
  );
  const lists = sql`
    unnest(${integers(named.map(({ nth }) => nth))}, ${integers(named.map(({ place }) => place))},
      ${texts(named.map(({ provider }) => provider))}, ${texts(named.map(({ model }) => model))})
      named(nth, place, provider, model)`;
  return sql`
    select nth, place, provider, model from ${lists}
    union all
    select nth, place + 1, named.provider, alias.model from ${lists}
    join price_aliases alias on alias.provider = named.provider and alias.alias = named.model`;
}

const texts = (values: string[]) => sql`${sql.param(values)}::text[]`;
const integers = (values: number[]) => sql`${sql.param(values)}::int[]`;
