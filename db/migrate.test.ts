import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { asc, eq, sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { listAudit, verifyChain } from "@/lib/audit";
import { listStandings, settle } from "@/lib/budgets";
import { ledgerTotals, sealDays, verifyLedger } from "@/lib/ledger";
import { createDepartment, FIRST_ASSISTANTS, FIRST_PROMPTS } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { type Db, openDb } from "./client";
import { newId } from "./id";
import { migrateToLatest } from "./migrate";
import journal from "./migrations/meta/_journal.json";
import { pipeline } from "./pipeline";
import { assistants, attempts, budgets, outbox, plans, prompts, unpricedDays } from "./schema";
import { at, DAY, fillFirstVersion, ids } from "./testing/first-version";
import { openTemporaryDatabase, type TemporaryDatabase } from "./testing/temporary-database";

const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));
const box: { database: TemporaryDatabase | undefined; db: Db | undefined; close: () => Promise<void> } = {
  ...{ database: undefined, db: undefined, close: async () => undefined },
};

const db = (): Db => {
  if (!box.db) throw new Error("The database is there from the first test on.");
  return box.db;
};

beforeAll(async () => {
  const database = await openTemporaryDatabase(inject("databaseUrl"), { name: "migrate" });
  box.database = database;
  Object.assign(box, openDb(database.url));
  await migrateUpTo("0000_start");
  await fillFirstVersion(db());
  await migrateUpTo("0022_diagnostics_integrity");
  await db().execute(sql`insert into outbox (id, kind, key, payload) values (${newId()}, 'threshold', 'x',
    ${`{"scope": "thread", "scopeId": "${ids.other}"}`}::jsonb)`);
  await migrateToLatest(database.url);
});

afterAll(async () => {
  await box.close();
  await box.database?.remove();
});

describe("a database of the first version", () => {
  test("adds up after the migration, to the last unit", async () => {
    const report = await verifyLedger(db(), "UTC");
    expect(report).toMatchObject({ entries: 4, attempts: 6, driftPicoUsd: 0n, problems: [] });
    expect((await ledgerTotals(db())).usd).toEqual({
      ...{ exact: "0.00000000005", estimated: "0.000000000025", unpriced: "0", total: "0.000000000075" },
    });
  });

  test("keeps its budgets and where they stand", async () => {
    const usd = { unit: "usd", onLimit: "block", thresholds: [50, 80, 95] };
    const anns = { scope: "member", scopeId: ids.ann };
    expect(byId(await listStandings(ctxOf(ids.ann), at))).toEqual(
      byId([
        { ...usd, budgetId: ids.org, scope: "org", scopeId: null, limit: 1_000n, spent: 75n, reserved: 30n },
        { ...usd, ...anns, budgetId: ids.month, limit: 200n, spent: 65n, reserved: 30n },
        { ...usd, ...anns, budgetId: ids.day, limit: 100n, spent: 65n, reserved: 30n },
      ]).map((standing) => expect.objectContaining(standing)),
    );
    expect(await listStandings(ctxOf(ids.ben), at)).toContainEqual(
      expect.objectContaining({ budgetId: ids.bens, limit: 50n, spent: 10n, reserved: 0n }),
    );
  });

  test("tells by an alert about a thread whose it is", async () => {
    expect(await db().select().from(outbox)).toMatchObject([{ payload: { userId: ids.ben } }]);
  });

  test("counts the calls of each day that have no price", async () => {
    expect(await db().select().from(unpricedDays)).toEqual([
      {
        ...{ userId: ids.ben, departmentId: null, assistantId: null, day: DAY.slice(0, 10) },
        ...{ provider: "test", model: "m", purpose: "answer", calls: 1 },
      },
    ]);
  });

  test("gives each attempt the figures of its entry", async () => {
    const rows = await db().select().from(attempts).orderBy(asc(attempts.id));
    const figures = rows.map(({ id, costPicoUsd, inputTokens, certainty, certaintyReason, askAgainAt }) => ({
      ...{ id, costPicoUsd, inputTokens, certainty, certaintyReason, askAgainAt },
    }));
    const none = {
      costPicoUsd: null,
      inputTokens: 0,
      certainty: null,
      certaintyReason: null,
      askAgainAt: null,
    };
    expect(figures).toEqual(
      byKey("id", [
        { ...none, id: ids.exact, costPicoUsd: 40n, inputTokens: 7, certainty: "exact" },
        {
          ...none,
          id: ids.estimated,
          costPicoUsd: 25n,
          inputTokens: 7,
          certainty: "estimated",
          certaintyReason: "stopped",
        },
        { ...none, id: ids.voided },
        { ...none, id: ids.pending },
        { ...none, id: ids.of, costPicoUsd: 10n, inputTokens: 7, certainty: "exact" },
        { ...none, id: ids.free, costPicoUsd: 0n, inputTokens: 7, certainty: "unpriced" },
      ]),
    );
  });

  test("settles what was under way in the budgets that it was held in", async () => {
    await db().transaction(async (tx) => {
      const [row] = await tx.select().from(attempts).where(eq(attempts.id, ids.pending));
      if (!row) throw new Error("It is gone.");
      const attempt = { ...row, attemptId: row.id, simulated: false };
      const usage = {
        inputTokens: 7,
        cachedInputTokens: 0,
        cacheWriteTokens: 0,
        outputTokens: 1,
        reasoningTokens: 0,
      };
      const booking = { usage, costPicoUsd: 20n, certainty: "exact", certaintyReason: null } as const;
      const { settled, statements } = await settle(tx, [{ attempt, state: "posted", booking }], "UTC");
      await pipeline(tx, statements);
      expect(settled.has(ids.pending)).toBe(true);
    });
    const standings = await listStandings(ctxOf(ids.ann), at);
    expect(standings.map(({ spent, reserved }) => [spent, reserved])).toEqual(
      standings.map(({ scope }) => [scope === "org" ? 95n : 85n, 0n]),
    );
    expect((await verifyLedger(db(), "UTC")).problems).toEqual([]);
  });

  test("has the example plans, each with its messages a month", async () => {
    const rows = await db()
      .select({ name: plans.name, limit: budgets.limit, unit: budgets.unit, period: budgets.period })
      .from(plans)
      .innerJoin(budgets, eq(budgets.scopeId, sql`${plans.id}::text`))
      .orderBy(asc(budgets.limit));
    const monthly = { unit: "messages", period: "month" };
    expect(rows).toEqual([
      { name: "Free", limit: 100n, ...monthly },
      { name: "Basic", limit: 1_000n, ...monthly },
      { name: "Premium", limit: 10_000n, ...monthly },
    ]);
  });

  test("has the first assistants in its owner's name, as a new organisation has them", async () => {
    const rows = await db().select().from(assistants).orderBy(asc(assistants.name));
    expect(
      rows.map(({ name, description, instructions, instructionsTokens, userId, visibility }) => ({
        ...{ name, description, instructions, instructionsTokens, userId, visibility },
      })),
    ).toEqual(FIRST_ASSISTANTS.map((each) => ({ ...each, userId: ids.ann, visibility: "everyone" })));
  });

  test("has the first prompts of each member, as a new member has them", async () => {
    const rows = await db().select().from(prompts).orderBy(asc(prompts.name));
    for (const userId of [ids.ann, ids.ben]) {
      const own = rows.filter((row) => row.userId === userId);
      expect(own.map(({ name, text }) => ({ name, text }))).toEqual(FIRST_PROMPTS);
    }
    expect(rows.map(({ visibility }) => visibility)).toEqual(rows.map(() => "me"));
  });

  test("has an audit log that begins with the next act", async () => {
    expect(await verifyChain(db())).toEqual({ verified: 0, head: null, broken: null });
    await createDepartment(ctxOf(ids.ann), { name: "Research" });
    const { rows } = await listAudit(ctxOf(ids.ann));
    expect(rows).toMatchObject([{ seq: 1, act: "department.create", who: { name: "Member 01" } }]);
    expect(await verifyChain(db())).toMatchObject({ verified: 1, broken: null });
  });

  test("has its past days sealed by the first round of the job, and adds up", async () => {
    expect(await sealDays(db(), { timeZone: "UTC", now: new Date("2026-11-24T12:00:00Z") })).toBe(2);
    const [sealed] = await db().execute<{ cost: string }>(
      sql`select sum(cost_pico_usd) as cost from report_days where grouped_by = 'model'`,
    );
    expect(sealed?.cost).toBe("95");
    expect((await verifyLedger(db(), "UTC")).problems).toEqual([]);
  });

  test("is left as it is by a second migration, also by several at once", async () => {
    const before = await db().execute(sql`select count(*) from drizzle.__drizzle_migrations`);
    const url = box.database?.url ?? "";
    await Promise.all([migrateToLatest(url), migrateToLatest(url)]);
    expect(await db().execute(sql`select count(*) from drizzle.__drizzle_migrations`)).toEqual(before);
  });
});

/** The schema as it was at a migration. */
async function migrateUpTo(tag: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "purser-migrations-"));
  await cp(MIGRATIONS, folder, { recursive: true });
  const end = journal.entries.findIndex((entry) => entry.tag === tag) + 1;
  const cut = { ...journal, entries: journal.entries.slice(0, end) };
  await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify(cut));
  await migrate(db(), { migrationsFolder: folder });
  await rm(folder, { recursive: true });
}

function ctxOf(userId: string): Ctx {
  return { db: db(), actor: { userId, role: "admin", departmentId: null } };
}

function byKey<K extends string, T extends Record<K, string>>(key: K, rows: T[]): T[] {
  return rows.toSorted((a, b) => a[key].localeCompare(b[key]));
}

function byId<T extends { budgetId: string }>(rows: T[]): T[] {
  return byKey("budgetId", rows);
}
