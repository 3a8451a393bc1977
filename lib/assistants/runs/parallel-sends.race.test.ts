import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { departments, plans, users } from "@/db/schema";
import { useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { type BudgetScope, type BudgetUnit, setBudget } from "@/lib/budgets";
import { verifyLedger } from "@/lib/ledger";
import { findPrice, type Price, syncPrices } from "@/lib/pricing";
import type { PlannedAttempt } from "./attempt";
import { settleDesk } from "./settle-desk";
import { type StartAsk, startDesk } from "./start-desk";

const ROUNDS = 50;
const SENDS = 200;
const MEMBERS = 20;
const INPUT_TOKENS = 100;
const OUTPUT_TOKENS = 400;

/** Three pools with desks of their own meet in the database alone, as three processes do. */
const instances = [useTestDb(4), useTestDb(4), useTestDb(4)];
const [db] = instances;
if (!db) throw new Error("There are three instances.");

const box: { price: Price | null } = { price: null };
beforeAll(async () => {
  await syncPrices(db);
  box.price = await findPrice(db, { provider: "openai", model: "gpt-4o-mini" });
});

describe(`${SENDS} sends at once, on three instances, against limits of three levels`, () => {
  test(`are never admitted beyond one of them, in ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) await playRound(round);
  }, 240_000);

  test("leave a ledger in which every sum agrees", async () => {
    expect(await verifyLedger(db, "UTC")).toMatchObject({ driftPicoUsd: 0n, problems: [] });
  });
});

async function playRound(round: number): Promise<void> {
  const { members, departmentId } = await makeTeam(round);
  const asks = Array.from({ length: SENDS }, (_, n) => askOf(members[n % MEMBERS] ?? ""));
  const answers = await Promise.all(asks.map((ask, n) => startDesk(instanceOf(n)).ask(ask)));
  const admitted = asks.filter((_, n) => answers[n]?.kind === "started");
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(["started", "refused"]));
  expect(await exceeded(departmentId)).toEqual([]);
  // Nobody was turned away while there was room: the pool, or what each member has, is used to the last call.
  expect(admitted).toHaveLength(admissible(round));
  await Promise.all(
    admitted.map(({ attempt }, n) =>
      settleDesk(instanceOf(n + 1)).ask({
        attempt: { ...attempt, departmentId },
        judged: judged(attempt, n),
        responseId: null,
        final: null,
        title: null,
      }),
    ),
  );
  expect(await exceeded(departmentId)).toEqual([]);
  expect(await held(departmentId)).toEqual([]);
}

function instanceOf(n: number) {
  return instances[n % instances.length] ?? db ?? never();
}

/** What one call holds, by its price: the limits below are whole numbers of calls. */
function holdOf(): bigint {
  const { inputPicoUsd, outputPicoUsd } = price();
  return BigInt(INPUT_TOKENS) * inputPicoUsd + BigInt(OUTPUT_TOKENS) * outputPicoUsd;
}

/** The pool, the members' own dollars or their plan's messages: each is the tightest in one round of three. */
const LIMITS = [
  { pool: 57, dollars: 6, messages: 8 },
  { pool: 190, dollars: 3, messages: 8 },
  { pool: 190, dollars: 6, messages: 4 },
];

function limitsOf(round: number) {
  return LIMITS[round % LIMITS.length] ?? never();
}

function admissible(round: number): number {
  const { pool, dollars, messages } = limitsOf(round);
  return Math.min(pool, MEMBERS * Math.min(dollars, messages, SENDS / MEMBERS));
}

async function makeTeam(round: number): Promise<{ members: string[]; departmentId: string }> {
  const [departmentId, planId] = [newId(), newId()];
  await instanceOf(0)
    .insert(departments)
    .values({ id: departmentId, name: `Department ${departmentId}` });
  await instanceOf(0)
    .insert(plans)
    .values({ id: planId, name: `Plan ${planId}` });
  const admin = { db: instanceOf(0), actor: await makeMember(instanceOf(0), "admin") };
  const set = (scope: BudgetScope, scopeId: string, [unit, limit]: [BudgetUnit, bigint]) =>
    setBudget(admin, { scope, scopeId, period: "month", unit, onLimit: "block", limit });
  const { pool, dollars, messages } = limitsOf(round);
  await set("department", departmentId, ["usd", BigInt(pool) * holdOf()]);
  await set("plan", planId, ["messages", BigInt(messages)]);
  const members: string[] = [];
  for (let n = 0; n < MEMBERS; n++) {
    const { userId } = await makeMember(instanceOf(0));
    await instanceOf(0).update(users).set({ departmentId, planId }).where(sql`${users.id} = ${userId}`);
    await set("member", userId, ["usd", BigInt(dollars) * holdOf()]);
    members.push(userId);
  }
  return { members, departmentId };
}

function askOf(userId: string): StartAsk {
  const [threadId, runId] = [newId(), newId()];
  const who = { runId, userId, threadId, apiKeyId: null, assistantId: null };
  return {
    thread: { threadId, userId, newTitle: "At once", lastPosition: 0, lastShownId: null, hidesAfter: null },
    messages: [],
    run: {
      ...{ ...who, userMessageId: null, answerMessageId: null, provider: "openai", model: "gpt-4o-mini" },
      ...{ requestedModel: null, downgradeReason: null, idempotencyKey: runId, requestHash: "" },
      createdAt: new Date(),
    },
    attempt: { ...who, attemptId: newId(), target: target(), ...numbers },
    tried: [],
  };
}

const numbers = {
  purpose: "answer",
  number: 1,
  serviceTier: "default",
  inputTokensCounted: INPUT_TOKENS,
  inputTokensLikely: INPUT_TOKENS,
  outputTokensMax: OUTPUT_TOKENS,
  outputTokensMin: OUTPUT_TOKENS,
} as const;

function target(): PlannedAttempt["target"] {
  const provider = { id: "openai", label: "OpenAI", baseUrl: "", apiKey: "" };
  const kind = { dialect: "responses", simulated: false, free: false } as const;
  return { provider: { ...provider, ...kind }, model: "gpt-4o-mini", price: price() };
}

/** Costs from nothing up to all of the hold. */
function judged({ outputTokensMax }: PlannedAttempt, n: number) {
  const outputTokens = Math.round((outputTokensMax * (n % 11)) / 10);
  const usage = { inputTokens: INPUT_TOKENS, cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
  return {
    usage: { ...usage, outputTokens: Math.min(outputTokens, outputTokensMax) },
    certainty: "exact" as const,
    certaintyReason: null,
  };
}

/** Budgets of the team that count more than their limit. */
function exceeded(departmentId: string) {
  return rowsOf(departmentId, sql`p.spent_amount + p.reserved_amount > b.limit_amount`);
}

function held(departmentId: string) {
  return rowsOf(departmentId, sql`p.reserved_amount <> 0`);
}

function rowsOf(departmentId: string, where: ReturnType<typeof sql>) {
  return instanceOf(0).execute(sql`
    select b.scope, b.unit, b.limit_amount, p.* from budget_periods p join budgets b on b.id = p.budget_id
    where ${where} and (b.scope_id = ${departmentId} or exists (
      select 1 from users u where u.department_id = ${departmentId}::uuid and u.id::text in (b.scope_id, p.subject_id)))`);
}

function price(): Price {
  return box.price ?? never();
}

function never(): never {
  throw new Error("It was made before the first test.");
}
