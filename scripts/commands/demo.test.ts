import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { attempts, users } from "@/db/schema";
import { seedOrganisation } from "@/db/seed";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { verifyChain } from "@/lib/audit";
import { makeAttempt } from "@/lib/budgets/testing";
import { getAllocation } from "@/lib/finance";
import { ledgerTotals, verifyLedger } from "@/lib/ledger";
import { syncPrices } from "@/lib/pricing";
import { getDiagnostics, getIntegrity, getPlanning, listMemberSpend, listUsedModels } from "@/lib/reports";
import { findCommand } from ".";
import { ownerCtx } from "./owner-ctx";

const own = useOwnDb();

function run(...words: string[]) {
  const command = findCommand(words);
  if (!command) throw new Error(`There is no command ${words.join(" ")}.`);
  return command.prepare(words.slice(2))(own.db);
}

const addOwner = () =>
  own.db.insert(users).values({
    ...{ id: newId(), email: "owner@example.org", name: "Owner", role: "owner", passwordHash: "none" },
  });

describe("purser demo seed", () => {
  test.each([
    ["--members", "1"],
    ["--members", "many"],
    ["--months", "37"],
    ["--seed", "-1"],
  ])("refuses %s %s", (option, value) => {
    expect(() => run("demo", "seed", `${option}=${value}`)).toThrow(`${option} takes a whole number`);
  });

  test("wants an organisation, and none with usage of its own", async () => {
    await expect(run("demo", "seed")).rejects.toMatchObject({ code: "conflict" });
    await addOwner();
    await own.db.transaction(async (tx) => {
      await makeAttempt(tx, (await ownerCtx(tx)).actor.userId);
    });
    await expect(run("demo", "seed")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("seed an empty one"),
    });
    await own.db.delete(attempts);
    await own.db.execute(sql`delete from runs`);
    await own.db.execute(sql`delete from threads`);
  });

  test("makes an organisation in which everything adds up, once", async () => {
    await syncPrices(own.db);
    const { lines } = await run("demo", "seed", "--members", "105", "--months", "1", "--seed", "7");
    expect(lines[0]).toBe("members 105");
    expect(await verifyLedger(own.db, "UTC")).toMatchObject({ driftPicoUsd: 0n, problems: [] });
    const [sealed] = await own.db.execute<{ days: string }>(sql`select count(*) as days from report_seals`);
    expect(Number(sealed?.days)).toBeGreaterThan(25);
    const { members } = await listMemberSpend(await ownerCtx(own.db));
    expect(members.filter(({ monthLimitPicoUsd }) => monthLimitPicoUsd !== null).length).toBeGreaterThan(3);
    expect((await getIntegrity(await ownerCtx(own.db))).running).toMatchObject({ done: 0 });
    expect(await run("demo", "seed")).toEqual({ lines: ["The demo is there already.", ...lines] });
    // It draws the month's PDFs as well, which takes its time on a busy machine.
  }, 90_000);

  test("has something on each page of the admins", async () => {
    const [found] = await own.db.execute<Record<string, string>>(sql`
      select (select count(distinct payload->>'budgetId') from outbox where kind = 'threshold') as alerts,
        (select count(*) from budgets b join budget_periods p on p.budget_id = b.id
          where b.period = 'month' and p.spent_amount * 100 >= b.limit_amount::numeric * b.thresholds[1]) as reached,
        (select string_agg(state, ' ' order by state) from budget_requests) as requests,
        (select sum(basis_points) from department_shares) as shares,
        (select count(*) > 20 from provider_days) as billed,
        (select count(*) from cost_views) as views,
        (select count(*) > 3 from monthly_reports) as reports,
        (select string_agg(distinct kind, ' ' order by kind) from outbox) as kinds,
        (select count(*) from alert_channels where paused_at is not null) as paused,
        (select string_agg(distinct state, ' ' order by state) from alert_deliveries) as deliveries`);
    expect(Number(found?.alerts)).toBeGreaterThan(3);
    expect(found).toMatchObject({
      requests: "approved declined open",
      billed: true,
      views: "2",
      reports: true,
      kinds: expect.stringMatching(/forecast provider threshold unpriced$/),
      paused: "2",
      deliveries: "failed sent",
    });
    expect(Number(found?.shares)).toBeGreaterThan(5_000);
    expect(Number(found?.shares)).toBeLessThanOrEqual(9_000);
    expect(await verifyChain(own.db)).toMatchObject({ broken: null });
  });

  test("has nobody beyond a plan or budget that stops, in any month", async () => {
    const beyondPlans = await own.db.execute(sql`
      select u.name, p.name as plan, date_trunc('month', d.day) as month, sum(d.answers) as answers
      from usage_days d join users u on u.id = d.user_id join plans p on p.id = u.plan_id
      join budgets b on b.scope = 'plan' and b.scope_id = p.id::text and b.period = 'month' and b.unit = 'messages'
      where b.on_limit = 'block' group by u.id, p.id, b.id, month having sum(d.answers) > b.limit_amount`);
    expect([...beyondPlans]).toEqual([]);
    const beyondBudgets = await own.db.execute(sql`
      select b.scope, b.unit, p.subject_id from budgets b join budget_periods p on p.budget_id = b.id
      where b.on_limit = 'block' and p.spent_amount > b.limit_amount`);
    expect([...beyondBudgets]).toEqual([]);
    const [onFree] = await own.db.execute<{ members: number }>(sql`
      select count(*)::int as members from users u join plans p on p.id = u.plan_id where p.name = 'Free'`);
    expect(onFree?.members).toBeGreaterThan(0);
  });

  test("tells of a model without a price where a call had none", async () => {
    const told = await own.db.execute(sql`
      select payload->>'model' as model, payload->>'day' as day from outbox where kind = 'unpriced'`);
    const booked = await own.db.execute(sql`
      select provider || '/' || model as model, day::text, price_id, cost_pico_usd::int as cost
      from entries where certainty = 'unpriced'`);
    expect(told).toHaveLength(1);
    expect([...booked]).toEqual([{ ...told[0], price_id: null, cost: 0 }]);
  });

  test("has troubles to diagnose, models to plan with, and departments that share what is nobody's", async () => {
    const ctx = await ownerCtx(own.db);
    const used = await listUsedModels(ctx, { offered: [] });
    expect(used.map(({ model }) => model)).toEqual(expect.arrayContaining(["gpt-4o", "gpt-4o-mini"]));
    const found = await getDiagnostics(ctx, { offered: used });
    const { habits, longest, shortest, repeating, suggestions } = found;
    expect(suggestions).toContainEqual(expect.objectContaining({ kind: "short_questions", model: "gpt-4o" }));
    expect([longest, shortest, repeating].map((calls) => calls.length)).toEqual([5, 5, 5]);
    expect(habits.some(({ short }) => short.elsewhere?.model === "gpt-4o-mini")).toBe(true);
    const { models, whatIf } = await getPlanning(ctx, { offered: used });
    expect(models.length).toBeGreaterThan(3);
    const [first] = await own.db.execute<{ month: string }>(
      sql`select to_char(min(day), 'YYYY-MM') as month from usage_days`,
    );
    for (const month of [first?.month, undefined]) {
      const { shared, departments } = await getAllocation(ctx, { month });
      expect(shared.calls).toBeGreaterThan(0);
      expect(departments.filter(({ sharedPicoUsd }) => sharedPicoUsd > 0n).length).toBeGreaterThan(3);
    }
    expect(whatIf.alternatives).toHaveLength(models.length);
    const [owner] = await own.db.execute<{ booked: string }>(sql`
      select count(e.department_id) as booked from entries e join users u on u.id = e.user_id where u.role = 'owner'`);
    expect(owner?.booked).toBe("0");
  });

  test("has threads with titles, in which questions and answers take turns", async () => {
    const [found] = await own.db.execute<Record<string, string>>(sql`
      select count(*) filter (where title = '') as untitled, count(*) as threads,
        (select count(*) from messages) as messages, (select count(*) * 2 from runs) as expected,
        (select count(*) from messages m left join messages p on p.id = m.parent_id
          where m.position > 1 and (p.position is distinct from m.position - 1 or p.thread_id <> m.thread_id)) as astray
      from threads`);
    expect(Number(found?.threads)).toBeGreaterThan(50);
    expect(found).toMatchObject({ untitled: "0", astray: "0", messages: found?.expected });
  });

  test("is the same for the same seed, and another for another one", async () => {
    const span = { firstDay: "2019-10-01", lastDay: "2019-10-31", timeZone: "Europe/Warsaw" };
    const totals = async (seed: number, answers?: number) => {
      const found: Awaited<ReturnType<typeof ledgerTotals>>[] = [];
      await inTestTransaction(own.db, async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`);
        for (const table of ["entries", "usage_days", "attempts", "users", "departments"]) {
          await tx.execute(sql.raw(`delete from ${table}`));
        }
        const options = { ...span, members: 5, seed, answers, now: new Date("2019-12-01T12:00:00Z") };
        await seedOrganisation(tx, { ...options, depth: "everything" });
        found.push(await ledgerTotals(tx));
      });
      return found[0];
    };
    expect(await totals(3)).toEqual(await totals(3));
    expect(await totals(3)).not.toEqual(await totals(4));
    expect((await totals(3, 500))?.entries).toBeGreaterThanOrEqual(500);
  });
});
