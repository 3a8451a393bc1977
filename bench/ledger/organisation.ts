import { eq, inArray } from "drizzle-orm";
import { newId } from "@/db/id";
import { departments, plans, prices, runs, threads, users } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { type BudgetScope, setBudget } from "@/lib/budgets";
import { PICO_PER_USD } from "@/lib/money";
import type { Db } from "../../db/client";

/** Far above what is spent: every budget is locked, checked and counted, and none refuses. */
const LIMIT = 900_000n * PICO_PER_USD;
export const MODEL = { provider: "openai", model: "gpt-4o-mini" } as const;

export type Caller = {
  userId: string;
  threadId: string;
  runId: string;
  priceId: string;
  departmentId: string;
};

/** Members of one department and one plan, under budgets of every level: the organisation's row is shared by all. */
export async function makeOrganisation(db: Db, callers: number): Promise<Caller[]> {
  const admin = { db, actor: await makeMember(db, "admin") };
  const [departmentId, planId] = [newId(), newId()];
  await db.insert(departments).values({ id: departmentId, name: "Department 01" });
  await db.insert(plans).values({ id: planId, name: "Plan 01" });
  const priceId = await findPriceId(db);
  const made: Caller[] = [];
  for (let n = 0; n < callers; n++) made.push(await makeCaller(db, { departmentId, planId, priceId }));
  const set = (scope: BudgetScope, scopeId: string | null) =>
    setBudget(admin, { scope, scopeId, period: "month", unit: "usd", onLimit: "block", limit: LIMIT });
  await set("org", null);
  await set("department", departmentId);
  await set("department_member", departmentId);
  await set("plan", planId);
  await set("model", `${MODEL.provider}/${MODEL.model}`);
  for (const { userId, threadId } of made) {
    await set("member", userId);
    await set("thread", threadId);
  }
  return made;
}

type Belonging = { departmentId: string; planId: string; priceId: string };

async function makeCaller(db: Db, { departmentId, planId, priceId }: Belonging): Promise<Caller> {
  const { userId } = await makeMember(db);
  await db.update(users).set({ departmentId, planId }).where(eq(users.id, userId));
  const [threadId, runId] = [newId(), newId()];
  await db.insert(threads).values({ id: threadId, userId });
  await db.insert(runs).values({
    ...{ id: runId, userId, threadId, ...MODEL, status: "completed" },
    ...{ outputTokensMax: 100, idempotencyKey: runId, requestHash: "" },
  });
  return { userId, threadId, runId, priceId, departmentId };
}

async function findPriceId(db: Db): Promise<string> {
  const [row] = await db
    .select({ id: prices.id })
    .from(prices)
    .where(inArray(prices.model, [MODEL.model]))
    .limit(1);
  if (!row) throw new Error("The price book has no price for the bench's model.");
  return row.id;
}
