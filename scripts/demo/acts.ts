import { sql } from "drizzle-orm";
import { departments } from "@/db/schema";
import { approveRequest, askForBudget, declineRequest, listStandings } from "@/lib/budgets";
import { getReconciliation, lastUtcDays, saveCosts, setShares } from "@/lib/finance";
import { PICO_PER_USD, parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { createCostView } from "@/lib/reports";

const DAY_MS = 86_400_000;
const CENT = PICO_PER_USD / 100n;
/** Of the organisation's budget; the rest is nobody's yet. */
const DIVIDED_BASIS_POINTS = 9_000;
const STEP_BASIS_POINTS = 500;
const PROVIDER = "openai";
const VIEWS = [
  { name: "A year by department", search: "range=12m&by=department" },
  { name: "Models this quarter", search: "range=quarter&by=model&per=week" },
];
const ASKED = [
  { usd: "5.00", reason: "The contract review needs the longer model until the end of the month." },
  { usd: "2.50", reason: "I test prompts for the support team this week." },
  { usd: "20.00", reason: "To be on the safe side." },
];

/** What members and admins of an organisation do besides chatting: the pages for it have something to show. */
export async function writeDemoActs(ctx: Ctx): Promise<void> {
  await divideBudget(ctx);
  for (const view of VIEWS) await createCostView(ctx, view);
  await askAndAnswer(ctx);
  await readBill(ctx);
}

/** In steps of 5 %, by what each department spent so far, and one step at least; since the first month. */
async function divideBudget(ctx: Ctx): Promise<void> {
  const [first] = await ctx.db.execute<{ day: string }>(sql`select min(day)::text as day from usage_days`);
  const spent = await ctx.db.execute<{ departmentId: string; part: string }>(sql`
    select d.id as "departmentId", sum(u.cost_pico_usd) / sum(sum(u.cost_pico_usd)) over () as part
    from ${departments} d join usage_days u on u.department_id = d.id group by d.id order by d.id`);
  const shares = spent.map(({ departmentId, part }) => ({
    departmentId,
    basisPoints: shareOf(Number(part)),
  }));
  if (first) await setShares(ctx, { shares, now: new Date(`${first.day}T12:00:00Z`), timeZone: "UTC" });
}

function shareOf(part: number): number {
  const steps = Math.floor((part * DIVIDED_BASIS_POINTS) / STEP_BASIS_POINTS);
  return Math.max(steps, 1) * STEP_BASIS_POINTS;
}

/** One request waits, one was granted for a week and one declined. */
async function askAndAnswer(ctx: Ctx): Promise<void> {
  const members = await ctx.db.execute<{ userId: string; departmentId: string }>(sql`
    select distinct on (department_id) id as "userId", department_id as "departmentId" from users
    where role = 'member' and department_id is not null order by department_id, id limit ${ASKED.length}::int`);
  const requests: string[] = [];
  for (const [n, { usd, reason }] of ASKED.entries()) {
    const member = members[n];
    if (!member) continue;
    const asking: Ctx = { db: ctx.db, actor: { ...member, role: "member" } };
    const [budget] = (await listStandings(asking)).filter(({ scope }) => scope === "department");
    if (!budget) continue;
    const { budgetId } = budget;
    const asked = { budgetId, amount: parseUsd(usd), neededUntil: new Date(Date.now() + 7 * DAY_MS), reason };
    requests.push((await askForBudget(asking, asked)).requestId);
  }
  const [, granted, declined] = requests;
  const until = new Date(Date.now() + 7 * DAY_MS);
  if (granted) {
    await approveRequest(ctx, { requestId: granted, amount: parseUsd("2.50"), until, answer: "" });
  }
  if (declined) {
    await declineRequest(ctx, { requestId: declined, answer: "Tell me what for, and ask again." });
  }
}

/** The provider bills what was computed, rounded to cents; on one day it has a call more than Purser knows. */
async function readBill(ctx: Ctx): Promise<void> {
  const { rows } = await getReconciliation(ctx, { provider: PROVIDER, ...lastUtcDays() });
  const [latest] = rows;
  const costs = rows
    .filter(({ day }) => day !== latest?.day)
    .map(({ day, model, computedPicoUsd }, n) => ({
      ...{ day, model },
      billedPicoUsd: ((computedPicoUsd + CENT / 2n) / CENT) * CENT + (n === 3 ? 4n * CENT : 0n),
    }));
  if (costs.length > 0) await saveCosts(ctx, { provider: PROVIDER, source: "file", costs });
}
