import { eq, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import { departments, organisations, orgBudgetSpans, prices, users } from "@/db/schema";
import { makeAttempt } from "@/lib/budgets/testing";
import { entryStatements, type Purpose } from "@/lib/ledger";
import { costOf, type ServiceTier, toPrice, type Usage } from "@/lib/pricing";
import { givenMember } from "@/lib/reports/testing/rows";

export type Call = {
  userId: string;
  at: Date;
  timeZone: string;
  usage: Usage;
  departmentId?: string | null;
  model?: string;
  provider?: string;
  serviceTier?: ServiceTier;
  purpose?: Purpose;
  priceId?: string | null;
  estimated?: boolean;
  /** Instead of what the price says. */
  costPicoUsd?: bigint;
  kind?: "usage" | "adjustment";
  inBudgets?: boolean;
  attemptId?: string;
  /** Another call of the same run. */
  runId?: string;
  assistantId?: string;
};

/** Books a call by the ledger's own statements at its price; answers its attempt. */
export async function bookPriced(conn: Conn, call: Call): Promise<string> {
  const { at, timeZone, usage, estimated = false, kind = "usage", inBudgets = true, ...rest } = call;
  const attempt = await makeAttempt(conn, call.userId);
  const priceId = rest.priceId === undefined ? attempt.priceId : rest.priceId;
  const costPicoUsd = rest.costPicoUsd ?? (await priceOf(conn, priceId, call));
  const facts = {
    ...attempt,
    departmentId: rest.departmentId ?? null,
    ...{ provider: rest.provider ?? "openai", model: rest.model ?? "gpt-5.1-mini", priceId },
    ...{ serviceTier: rest.serviceTier ?? "default", purpose: rest.purpose ?? "answer" },
    attemptId: rest.attemptId ?? attempt.attemptId,
    runId: rest.runId ?? attempt.runId,
    assistantId: rest.assistantId ?? attempt.assistantId,
  };
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  await pipeline(
    conn,
    entryStatements([
      {
        ...facts,
        ...{ kind, usage, costPicoUsd, inBudgets, overrunPicoUsd: 0n },
        certainty: priceId === null ? "unpriced" : estimated ? "estimated" : "exact",
        certaintyReason: estimated ? "stopped" : null,
        ...{ adjustedBy: null, adjustedWhy: kind === "adjustment" ? "The invoice." : null },
        ...{ occurredAt: at, day: date.toString(), month: date.with({ day: 1 }).toString() },
      },
    ]),
  );
  return facts.attemptId;
}

async function priceOf(conn: Conn, priceId: string | null, call: Call): Promise<bigint> {
  if (priceId === null) return 0n;
  const [row] = await conn.select().from(prices).where(eq(prices.id, priceId));
  return row ? costOf(call.usage, toPrice(row), call.serviceTier) : 0n;
}

/** A price of its own with a long-context tier, and half of it in batch but for an odd thousandth. */
export async function givenPrice(conn: Conn, model = "gpt-5.1-mini"): Promise<string> {
  const id = newId();
  await conn.insert(prices).values({
    ...{
      id,
      provider: "openai",
      model,
      effectiveFrom: new Date(Number.parseInt(id.slice(-8), 16)),
      source: "test",
    },
    ...{
      inputPicoUsd: 250_000n,
      cachedInputPicoUsd: 25_001n,
      cacheWritePicoUsd: 300_007n,
      outputPicoUsd: 2_000_003n,
    },
    ...{ batchPermille: 499, flexPermille: 500 },
    tiers: [
      {
        ...{ fromInputTokens: 1_000, inputPicoUsd: "500000", cachedInputPicoUsd: "50002" },
        ...{ cacheWritePicoUsd: "600014", outputPicoUsd: "3000001" },
      },
    ],
  });
  return id;
}

/** That the organisation's month was limited between two instants, as the triggers would have kept it. */
export async function givenLimit(
  conn: Conn,
  { limit, from, to = null }: { limit: bigint | null; from: string; to?: string | null },
): Promise<void> {
  const endsAt = to === null ? null : new Date(to);
  await conn
    .insert(orgBudgetSpans)
    .values({ id: newId(), kind: "limit", amount: limit, startsAt: new Date(from), endsAt });
}

/** The organisation, an admin, and two departments with a member each and one member without. */
export async function givenCompany(conn: Conn, names = ["Sales", "Support"]) {
  await conn.insert(organisations).values({ id: newId(), name: "Northwind" }).onConflictDoNothing();
  const admin = await givenMember(conn, "Owner", "owner");
  const [first, second] = names;
  const sales = await givenDepartment(conn, first ?? "Sales");
  const support = await givenDepartment(conn, second ?? "Support");
  const members: { userId: string; departmentId: string | null }[] = [];
  for (const [n, departmentId] of [sales, support, null].entries()) {
    const { actor } = await givenMember(conn, `Member 0${n + 1}`);
    await conn.update(users).set({ departmentId }).where(sql`id = ${actor.userId}`);
    members.push({ userId: actor.userId, departmentId });
  }
  return { admin, sales, support, members };
}

export async function givenDepartment(conn: Conn, name: string): Promise<string> {
  const id = newId();
  await conn.insert(departments).values({ id, name });
  return id;
}
