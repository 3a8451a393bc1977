import { type SQL, sql } from "drizzle-orm";
import type { SeedConn } from "./types";

/**
 * Functions that draw by hashing, so that a row's numbers depend on the seed and its own number alone, whatever plan
 * PostgreSQL chooses: `seed_random` from 0 to below 1, `seed_normal` around 0, `seed_id` a UUIDv7 of an instant.
 */
export async function createRandom(conn: SeedConn, seed: number): Promise<void> {
  const salted = `hashint8extended($1, $2::bigint * 1000003 + ${Math.trunc(seed)})`;
  await run(
    conn,
    `create or replace function pg_temp.seed_random(bigint, int) returns float8 language sql immutable as
      $$ select (${salted} & 9007199254740991)::float8 / 9007199254740992.0 $$`,
  );
  await run(
    conn,
    `create or replace function pg_temp.seed_normal(bigint, int) returns float8 language sql immutable as
      $$ select ((${salted} & 65535) + ((${salted} >> 16) & 65535) + ((${salted} >> 32) & 65535) - 98302) / 32768.0 $$`,
  );
  await run(
    conn,
    `create or replace function pg_temp.seed_id(timestamptz, bigint, int) returns uuid language sql immutable as
      $$ select (lpad(to_hex((extract(epoch from $1) * 1000)::bigint), 12, '0') || '7' || substr(drawn, 1, 3) || '8' || substr(drawn, 4, 15))::uuid
        from (select md5($2 || ' ' || $3 || ' ${Math.trunc(seed)}') as drawn) hashed $$`,
  );
}

function run(conn: SeedConn, statement: string): Promise<unknown> {
  return conn.execute(sql.raw(statement));
}

/** `pg_temp.seed_random(n, salt)`, which stands for another number at each salt. */
export function random(n: SQL, salt: number): SQL {
  return sql`pg_temp.seed_random(${n}, ${sql.raw(String(salt))})`;
}

export function normal(n: SQL, salt: number): SQL {
  return sql`pg_temp.seed_normal(${n}, ${sql.raw(String(salt))})`;
}

/** The same id for the same row and kind at every run with one seed. */
export function idAt(at: SQL, n: SQL, kind: number): SQL {
  return sql`pg_temp.seed_id(${at}, ${n}, ${sql.raw(String(kind))})`;
}
