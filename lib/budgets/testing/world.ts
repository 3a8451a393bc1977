import { and, eq, sql } from "drizzle-orm";
import type { Conn, Db } from "@/db/client";
import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import { apiKeys, assistants, attempts, departments, plans, runs, threads, users } from "@/db/schema";
import { type AttemptFacts, type Booking, bookedOf, type Purpose } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { type Ask, adjust, type admit, type Decision, holdStatements, settle } from "..";
import type { Moment } from "../periods";
import type { Caller, WorstCase } from "../types";
import { readFacts, readSpent, type Start } from "./facts";
import { overdrafts } from "./oracle";

/** What is tested: how calls are decided about before they are held. */
export type Admission = typeof admit;

/** An organisation of the run's own: every id is new, so that nothing earlier counts in it. */
export type World = Start & {
  db: Db;
  admin: Ctx;
  timeZone: string;
  departments: string[];
  plans: string[];
  assistants: string[];
  /** Two of each, the first of the first member. */
  threads: string[];
  apiKeys: string[];
  /** Option ids. */
  models: string[];
};

const three = () => [newId(), newId(), newId()];
const two = () => [newId(), newId()];

/** Takes away the budgets of the run before and ends what it left under way. */
export async function makeWorld(db: Db, timeZone: string): Promise<World> {
  await db.transaction((tx) =>
    pipeline(tx, [
      sql`delete from budgets`,
      sql`update reservations set state = 'voided', closed_at = now() where state = 'pending'`,
      sql`update attempts set ended_at = now() where ended_at is null`,
    ]),
  );
  const [members, departmentIds, planIds, threadIds, keyIds] = [three(), two(), two(), two(), two()];
  await db.insert(departments).values(departmentIds.map((id) => ({ id, name: id })));
  await db.insert(plans).values(planIds.map((id) => ({ id, name: id })));
  const person = { name: "Member 07", role: "admin" as const, passwordHash: "not a hash" };
  await db.insert(users).values(members.map((id) => ({ ...person, id, email: `${id}@example.org` })));
  const owner = (n: number) => members[n] ?? "";
  await db.insert(threads).values(threadIds.map((id, n) => ({ id, userId: owner(n) })));
  const assistantIds = [newId()];
  await db.insert(assistants).values(
    assistantIds.map((id) => ({
      ...{ id, name: "A", instructions: "A", instructionsTokens: 1 },
      userId: owner(0),
    })),
  );
  const key = { name: "Key", prefix: "sk-" };
  await db
    .insert(apiKeys)
    .values(keyIds.map((id, n) => ({ ...key, id, userId: owner(n), keyHash: Buffer.from(id) })));
  return {
    db,
    admin: { db, actor: { userId: owner(0), role: "admin", departmentId: null } },
    timeZone,
    since: new Date(),
    earlier: await readSpent(db),
    members,
    departments: departmentIds,
    plans: planIds,
    assistants: assistantIds,
    threads: threadIds,
    apiKeys: keyIds,
    models: [`test/large-${members[0]}`, `test/small-${members[0]}`],
  };
}

export type Wish = { caller: Caller; worst: WorstCase; purpose: Purpose };
/** How a wish ended; `tried` are the cheaper models that budgets asked for on the way. */
export type Granted = { decision: Decision; tried: string[]; attempt: AttemptFacts | null };

/**
 * Asks for several calls in one transaction and stores what is admitted, as a start does; a downgrade asks again.
 * Throws when a budget that blocks is overdrawn at the moment of an admission.
 */
export async function askFor(
  world: World,
  admission: Admission,
  { wishes, moment, pause = async () => undefined }: { wishes: Wish[]; moment: Moment; pause?: Pause },
): Promise<Granted[]> {
  const granted: Granted[] = [];
  let open = wishes.map((wish) => ({ wish, tried: [] as string[] }));
  while (open.length > 0) {
    const answers = await world.db.transaction((tx) =>
      decideAndStore(tx, admission, { world, open, moment, pause }),
    );
    open = answers.flatMap(({ decision, tried, wish }) =>
      decision.kind === "downgrade"
        ? [
            {
              wish: { ...wish, caller: { ...wish.caller, model: decision.to } },
              tried: [...tried, decision.to],
            },
          ]
        : [],
    );
    granted.push(...answers.filter(({ decision }) => decision.kind !== "downgrade"));
  }
  return granted;
}

/** A place at which a transaction may be made to wait for others. */
export type Pause = (place: "decide" | "write" | "commit") => Promise<void>;
type Open = { wish: Wish; tried: string[] };

async function decideAndStore(
  tx: Conn,
  admission: Admission,
  { world, open, moment, pause }: { world: World; open: Open[]; moment: Moment; pause: Pause },
): Promise<Answer[]> {
  await pause("decide");
  const asks: Ask[] = open.map(({ wish: { caller, worst }, tried }) => ({
    ...{ attemptId: newId(), caller, worst, tried },
  }));
  const decisions = await admission(tx, asks, moment);
  await pause("write");
  const answers: Answer[] = [];
  for (const [n, { wish, tried }] of open.entries()) {
    const decision = decisions[n];
    const attemptId = asks[n]?.attemptId;
    if (!decision || !attemptId) throw new Error("Every ask has a decision.");
    const isAdmitted = decision.kind === "admitted";
    const attempt = isAdmitted
      ? await storeAttempt(tx, { attemptId, wish, outputTokensMax: decision.outputTokensMax })
      : null;
    answers.push({ wish, decision, tried, attempt });
  }
  const holds = decisions.flatMap((decision) => (decision.kind === "admitted" ? [decision.hold] : []));
  await pipeline(tx, holdStatements(holds));
  await checkLimits(tx, world, { answers, moment });
  await pause("commit");
  return answers;
}

type Answer = Granted & { wish: Wish };

async function checkLimits(
  tx: Conn,
  start: Start,
  { answers, moment }: { answers: Answer[]; moment: Moment },
): Promise<void> {
  const admitted = answers.filter(({ decision }) => decision.kind === "admitted");
  if (admitted.length === 0) return;
  const facts = await readFacts(tx, start);
  for (const { wish } of admitted) {
    const [overdrawn] = overdrafts(facts, wish, moment);
    if (overdrawn) throw new Error(`admitted over its limit: ${overdrawn}`);
  }
}

type NewAttempt = { attemptId: string; wish: Wish; outputTokensMax: number };

async function storeAttempt(
  tx: Conn,
  { attemptId, wish, outputTokensMax }: NewAttempt,
): Promise<AttemptFacts> {
  const { caller, worst, purpose } = wish;
  const { userId, apiKeyId, assistantId } = caller;
  const runId = newId();
  const threadId = caller.threadId ?? newId();
  if (caller.threadId === null) await tx.insert(threads).values({ id: threadId, userId });
  const [provider = "", model = ""] = caller.model.split("/");
  const who = { userId, threadId, provider, model, outputTokensMax };
  await tx
    .insert(runs)
    .values({ ...who, id: runId, status: "completed", idempotencyKey: runId, requestHash: "" });
  const [stored] = await tx
    .insert(attempts)
    .values({
      ...who,
      ...{ id: attemptId, runId, apiKeyId, assistantId, purpose, number: 1 },
      departmentId: sql`(select department_id from users where id = ${userId})`,
      inputTokensCounted: worst.inputTokens,
      inputTokensLikely: worst.inputTokens,
      leaseExpiresAt: sql`now() + interval '1 hour'`,
    })
    .returning({ departmentId: attempts.departmentId });
  return {
    ...{ attemptId, runId, userId, threadId, apiKeyId, assistantId, purpose, provider, model },
    ...{
      departmentId: stored?.departmentId ?? null,
      priceId: null,
      serviceTier: "default",
      simulated: false,
    },
  };
}

export type End = { state: "posted"; booking: Booking } | { state: "voided" | "expired" };

/** Settles an attempt as a run does; false where it was settled before. */
export async function settleAttempt(
  { db, timeZone }: World,
  attempt: AttemptFacts,
  end: End,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { settled, statements } = await settle(tx, [{ attempt, ...end }], timeZone);
    await pipeline(tx, statements);
    if (settled.size === 0) return false;
    await tx
      .update(attempts)
      .set({ endedAt: sql`coalesce(${attempts.endedAt}, now())` })
      .where(eq(attempts.id, attempt.attemptId));
    return true;
  });
}

export type Correcting = { attempt: AttemptFacts; right: Booking; now: Date };

/** Corrects a posted attempt as an admin does; false where it has no cost. */
export async function correct(world: World, { attempt, right, now }: Correcting): Promise<boolean> {
  const { db, timeZone } = world;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(attempts)
      .where(and(eq(attempts.id, attempt.attemptId), sql`${attempts.endedAt} is not null`))
      .for("update");
    const booked = row && bookedOf(row);
    if (!booked) return false;
    const [held] = await tx.execute<{ occurred_at: string }>(
      sql`select occurred_at from reservations where attempt_id = ${attempt.attemptId}`,
    );
    const occurredAt = new Date(held?.occurred_at ?? 0);
    const why = "The provider said so.";
    await adjust(tx, { attempt, booked, right, occurredAt, adjustedBy: null, why, now, timeZone });
    return true;
  });
}
