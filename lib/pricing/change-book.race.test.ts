import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { findPrice, type HeldNow, heldNow, setPrice } from ".";
import { changeBook } from "./change-book";
import { perMillion } from "./testing";

// A price in the book that all tests share would put off those of the catalogue.
const own = useOwnDb(12);
const usd = (dollars: string) => perMillion({ input: dollars, output: dollars });

test("no call ever gets a price that the history denies, and a price that was set holds for the next call", async () => {
  const { db } = own;
  const actor = await makeMember(db, "admin");
  const named = { provider: `race-${randomUUID()}`, model: "m" };
  const readings: { at: Date; priceId: string | null }[] = [];
  let done = false;
  const readers = Array.from({ length: 6 }, async () => {
    while (!done) {
      const [row] = await db.execute<HeldNow & { ms: string }>(
        sql`select floor(extract(epoch from statement_timestamp()) * 1000)::text as ms, held.* from (${heldNow([named])}) held`,
      );
      readings.push({ at: new Date(Number(row?.ms)), priceId: row?.price_id ?? null });
    }
  });
  const set = await Promise.all(
    ["1", "2", "3"].map((dollars) =>
      setPrice({ db, actor }, { ...named, ...usd(dollars), effectiveFrom: "now" }),
    ),
  );
  const last = await setPrice({ db, actor }, { ...named, ...usd("4"), effectiveFrom: "now" });
  expect((await findPrice(db, named))?.id).toBe(last.id);
  done = true;
  await Promise.all(readers);

  const instants = [...set, last].map((price) => price.effectiveFrom.getTime());
  expect(new Set(instants).size).toBe(4);
  const byInstant = new Map<number, string | null>();
  for (const { at, priceId } of readings) {
    if (!byInstant.has(at.getTime())) {
      byInstant.set(at.getTime(), (await findPrice(db, { ...named, at }))?.id ?? null);
    }
    expect(priceId).toBe(byInstant.get(at.getTime()));
  }
  expect(new Set(readings.map(({ priceId }) => priceId)).size).toBeGreaterThan(2);
});

test("a change that could not be written in time is not made", async () => {
  const tooSlow = changeBook({ conn: own.db, at: undefined, leadMs: 20 }, (tx) =>
    tx.execute(sql`select pg_sleep(0.03)`),
  );
  await expect(tooSlow).rejects.toMatchObject({ code: "conflict" });
});
