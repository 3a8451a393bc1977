import { asc, isNotNull, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Db, Tx } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { setBudget } from "@/lib/budgets";
import { createDepartment, renameDepartment, savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { listAudit, recordAct, verifyChain } from ".";

const own = useOwnDb();

const told = { act: "member.disable", subject: { kind: "member", id: null, name: "Member 07" } } as const;

async function newCtx(): Promise<Ctx & { db: Db }> {
  return { db: own.db, actor: await makeMember(own.db, "admin") };
}

const rowsOf = () => own.db.select().from(auditEntries).orderBy(asc(auditEntries.seq));

describe("the chain", () => {
  test("is one, without a gap, however many append at once", async () => {
    const ctx = await newCtx();
    const before = (await rowsOf()).length;
    const append = () => own.db.transaction((tx) => recordAct(tx, ctx.actor, told));
    await Promise.all(Array.from({ length: 120 }, append));
    const rows = await rowsOf();
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: before + 120 }, (_, n) => n + 1));
    expect(await verifyChain(own.db)).toMatchObject({ verified: before + 120, broken: null });
  });

  test("stops nobody, in whichever order transactions take the budgets' lock and append", async () => {
    const ctx = await newCtx();
    const { departmentId } = await createDepartment(ctx, { name: "Research" });
    const budget = { scope: "department", scopeId: departmentId, unit: "usd", onLimit: "block" } as const;
    const terms = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };
    const budgetFirst = (n: number) =>
      own.db.transaction(async (tx) => {
        const inside = { ...ctx, db: tx };
        await setBudget(inside, { ...budget, period: "month", limit: BigInt(n) });
        await renameDepartment(inside, { departmentId, name: `Research ${n}` });
      });
    const planFirst = (n: number) =>
      own.db.transaction(async (tx) => {
        const inside = { ...ctx, db: tx };
        // Appends, and only then waits for the budgets' lock, which another has who appends after it.
        await recordAct(tx, ctx.actor, told);
        await setBudget(inside, { ...budget, period: "day", limit: BigInt(n) });
      });
    const alone = (n: number) => savePlan(ctx, { name: `Plan ${n}`, ...terms });
    const before = (await rowsOf()).length;
    await Promise.all(Array.from({ length: 15 }, (_, n) => [budgetFirst(n), planFirst(n), alone(n)]).flat());
    expect(await verifyChain(own.db)).toMatchObject({ verified: before + 75, broken: null });
  });

  test("has no row of an act that was taken back, nor a gap for it", async () => {
    const ctx = await newCtx();
    const before = await rowsOf();
    const refused = own.db.transaction(async (tx) => {
      await createDepartment({ ...ctx, db: tx }, { name: "Never" });
      throw new Error("taken back");
    });
    await expect(refused).rejects.toThrow("taken back");
    await createDepartment(ctx, { name: "After it" });
    const rows = await rowsOf();
    expect(rows.slice(before.length)).toMatchObject([
      { seq: before.length + 1, act: "department.create", subjectName: "After it" },
    ]);
  });
});

describe("a row", () => {
  test("cannot be changed, deleted or given a place of its own", async () => {
    const ctx = await newCtx();
    await own.db.transaction((tx) => recordAct(tx, ctx.actor, told));
    const refusal = { cause: { message: "audit_entries is append-only" } };
    for (const attempt of [
      sql`update audit_entries set subject_name = 'Member 08'`,
      sql`update audit_entries set seq = null, hash = null`,
      sql`delete from audit_entries`,
      sql`truncate audit_entries`,
    ]) {
      await expect(own.db.execute(attempt)).rejects.toMatchObject(refusal);
    }
    const forged = sql`insert into audit_entries (id, seq, via, act, subject_kind, hash, previous_hash)
      values (gen_random_uuid(), 1000000, 'purser', 'member.add', 'member', '\\x00', '\\x00')`;
    await expect(own.db.execute(forged)).rejects.toThrow();
    expect((await verifyChain(own.db)).broken).toBeNull();
  });

  test("says who, what and how it was, without losing a unit", async () => {
    const ctx = await newCtx();
    const key = { scope: "member", scopeId: ctx.actor.userId, period: "month", unit: "usd" } as const;
    await setBudget(ctx, { ...key, onLimit: "block", limit: 5_000_000_000_001n });
    await setBudget({ ...ctx, actor: { ...ctx.actor, via: "cli" } }, { ...key, onLimit: "block", limit: 0n });
    const { rows } = await listAudit(ctx, { limit: 2 });
    expect(rows).toMatchObject([
      {
        who: { via: "cli" },
        before: { limitPicoUsd: "5000000000001" },
        after: { limitPicoUsd: "0" },
      },
      {
        who: { userId: ctx.actor.userId, name: "Member 07" },
        ...{ act: "budget.set", subject: { kind: "budget", name: "Member 07" }, before: null },
        after: { scope: "member", period: "month", limitPicoUsd: "5000000000001", onLimit: "block" },
      },
    ]);
  });
});

describe("listAudit", () => {
  test("pages through everything once, and finds by act, person, words and time", async () => {
    const [ctx, other] = [await newCtx(), await newCtx()];
    for (const name of ["gpt-4.1-mini", "Straße 7", "Ops/EU", "gpt-4o"]) {
      const subject = { kind: "model", id: null, name };
      await own.db.transaction((tx) => recordAct(tx, ctx.actor, { act: "price.set", subject }));
      // A Date has whole milliseconds: no two acts are within one.
      await own.db.execute(sql`select pg_sleep(0.002)`);
    }
    const ofCtx = { userId: ctx.actor.userId };
    const first = await listAudit(ctx, { ...ofCtx, limit: 3 });
    const second = await listAudit(ctx, { ...ofCtx, limit: 3, cursor: first.nextCursor ?? "" });
    expect([...first.rows, ...second.rows].map(({ subject }) => subject.name)).toEqual([
      ...["gpt-4o", "Ops/EU", "Straße 7", "gpt-4.1-mini"],
    ]);
    expect(second.nextCursor).toBeNull();
    const find = async (text: string) =>
      (await listAudit(ctx, { ...ofCtx, text })).rows.map(({ subject }) => subject.name);
    expect(await find("4.1")).toEqual(["gpt-4.1-mini"]);
    expect(await find("gpt")).toEqual(["gpt-4o", "gpt-4.1-mini"]);
    expect(await find("straß")).toEqual(["Straße 7"]);
    expect(await find("eu ops")).toEqual(["Ops/EU"]);
    expect(await find("ember 07"), "who acted").toHaveLength(4);
    expect(await find("' | ! : * ( %")).toEqual([]);
    expect((await listAudit(ctx, { ...ofCtx, act: "price.cancel" })).rows).toEqual([]);
    expect((await listAudit(ctx, { userId: other.actor.userId })).rows).toEqual([]);
    expect((await listAudit(ctx, { userId: "nonsense" })).rows).toEqual([]);
    const newest = first.rows[0]?.occurredAt ?? new Date();
    expect((await listAudit(ctx, { ...ofCtx, until: first.rows[2]?.occurredAt })).rows).toHaveLength(1);
    expect((await listAudit(ctx, { from: new Date(newest.getTime() + 1) })).rows).toEqual([]);
  });

  test("does not exist for a member", async () => {
    const ctx = { db: own.db, actor: await makeMember(own.db) };
    await expect(listAudit(ctx)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("verifyChain", () => {
  /** Does what nobody can do through Purser, looks, and takes it back. */
  async function tampered<T>(tamper: string, look: (tx: Tx) => Promise<T>): Promise<T | undefined> {
    const box: { found?: T } = {};
    const back = own.db.transaction(async (tx) => {
      await tx.execute(sql`alter table audit_entries disable trigger all`);
      await tx.execute(sql.raw(tamper));
      box.found = await look(tx);
      throw new Error("taken back");
    });
    await expect(back).rejects.toThrow("taken back");
    return box.found;
  }

  const afterTampering = (tamper: string, known?: { seq: number; hash: string }) =>
    tampered(tamper, async (tx) => (await verifyChain(tx, known)).broken);

  test.each([
    ["a name", "update audit_entries set subject_name = 'Nobody' where seq = 5", 5],
    ["who did it", "update audit_entries set user_id = gen_random_uuid() where seq = 4", 4],
    [
      "when",
      "update audit_entries set occurred_at = occurred_at + interval '1 microsecond' where seq = 3",
      3,
    ],
    ["an amount", `update audit_entries set after = '{"limitPicoUsd":"1"}' where seq = 6`, 6],
    ["a row that is gone", "delete from audit_entries where seq = 2", 2],
    ["the first row gone", "delete from audit_entries where seq = 1", 1],
    ["a place", "update audit_entries set seq = seq + 1000000 where seq = 7", 7],
    [
      "a row that was reckoned anew",
      "update audit_entries e set subject_name = 'Nobody', hash = audit_hash(e) where seq = 5; update audit_entries e set hash = audit_hash(e) where seq = 5",
      6,
    ],
  ])("finds %s", async (_what, tamper, seq) => {
    expect(await afterTampering(tamper)).toMatchObject({ seq });
  });

  test("finds a row without a place, and a cut end by a head that was noted", async () => {
    const { verified, head } = await verifyChain(own.db);
    const loose = `insert into audit_entries (id, via, act, subject_kind)
      values (gen_random_uuid(), 'purser', 'member.add', 'member')`;
    expect(await afterTampering(loose)).toMatchObject({ why: "1 rows stand outside the chain" });
    const known = { seq: verified, hash: head ?? "" };
    expect(await verifyChain(own.db, known)).toMatchObject({ verified, broken: null });
    const cut = `delete from audit_entries where seq = ${verified}`;
    expect(await afterTampering(cut)).toBeNull();
    expect(await afterTampering(cut, known)).toMatchObject({ seq: verified });
    const other = { seq: 3, hash: "0".repeat(64) };
    expect((await verifyChain(own.db, other)).broken).toMatchObject({ seq: 3 });
  });

  test("reads exactly the rows that have a place", async () => {
    const count = await own.db.$count(auditEntries, isNotNull(auditEntries.seq));
    expect((await verifyChain(own.db)).verified).toBe(count);
  });
});
