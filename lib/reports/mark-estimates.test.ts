import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { attempts, departments, entries, threads, users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { createApiKey, listApiKeys } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { markEstimates } from "./mark-estimates";
import { type BookedCall, bookCall } from "./testing/calls";
import { givenMember } from "./testing/rows";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);

const clock = { now: new Date("2026-11-19T12:00:00Z"), timeZone: "Europe/Warsaw" };
const MONTH = new Date("2026-10-31T23:00:00Z");
const WEEK = new Date("2026-11-15T23:00:00Z");
const TODAY = new Date("2026-11-18T23:00:00Z");

async function book(tx: Conn, call: Omit<BookedCall, "timeZone">): Promise<string> {
  const attemptId = await bookCall(tx, { ...call, timeZone: clock.timeZone });
  const { at: endedAt, costPicoUsd } = call;
  const certainty = call.estimated ? ("estimated" as const) : ("exact" as const);
  await tx.update(attempts).set({ endedAt, costPicoUsd, certainty }).where(eq(attempts.id, attemptId));
  const [entry] = await tx.select().from(entries).where(eq(entries.attemptId, attemptId));
  return entry?.threadId ?? "";
}

/** Two members of a department, one of whom has a key: 1, 20, 300 and 4,000 pico-USD are estimates. */
async function givenUse(tx: Conn) {
  const admin = await givenMember(tx, "Owner", "owner");
  const [member, other] = [await givenMember(tx, "Member 07"), await givenMember(tx, "Member 08")];
  const departmentId = newId();
  await tx.insert(departments).values({ id: departmentId, name: "Sales" });
  const assistantId = newId();
  await createApiKey(member, { name: "Nightly" });
  const apiKeyId = (await listApiKeys(member))[0]?.apiKeyId ?? "";
  const model = "model-1";
  const call = { userId: member.actor.userId, departmentId, model, estimated: true };
  await book(tx, { ...call, costPicoUsd: 5n, at: clock.now, estimated: false });
  await book(tx, { ...call, costPicoUsd: 4_000n, at: new Date("2026-10-05T12:00:00Z") });
  await book(tx, { ...call, costPicoUsd: 1n, at: new Date("2026-11-02T12:00:00Z"), model: "model-2" });
  const ofOther = { ...call, userId: other.actor.userId, assistantId, at: new Date("2026-11-17T12:00:00Z") };
  const threadId = await book(tx, { ...ofOther, costPicoUsd: 20n });
  const keyThreadId = await book(tx, { ...call, costPicoUsd: 300n, at: clock.now });
  await tx.update(threads).set({ apiKeyId }).where(eq(threads.id, keyThreadId));
  return { admin, member, other, departmentId, assistantId, apiKeyId, threadId };
}

const standing = (scope: string, scopeId: string | null, startsAt: Date) => ({
  ...{ scope, scopeId, startsAt, subjectId: "", unit: "usd" },
});

async function read(ctx: Ctx, ...standings: ReturnType<typeof standing>[]): Promise<bigint[]> {
  return (await markEstimates(ctx, standings, clock)).map(({ estimated }) => estimated);
}

describe("markEstimates", () => {
  test("says of every kind of budget and period how much of what is spent is estimated", () =>
    inOwn(async (tx) => {
      const { admin, member, other, departmentId, assistantId, apiKeyId, threadId } = await givenUse(tx);
      const { userId } = member.actor;
      const always = new Date(0);
      const periods = [always, MONTH, WEEK, TODAY];
      const ofAll = (scope: string, scopeId: string | null, subjectId = "") =>
        read(admin, ...periods.map((startsAt) => ({ ...standing(scope, scopeId, startsAt), subjectId })));
      expect(await ofAll("org", null)).toEqual([4_321n, 321n, 320n, 300n]);
      expect(await ofAll("department", departmentId.toUpperCase())).toEqual([4_321n, 321n, 320n, 300n]);
      for (const scope of ["member", "self"])
        expect(await ofAll(scope, userId)).toEqual([4_301n, 301n, 300n, 300n]);
      expect(await ofAll("plan", newId(), userId)).toEqual([4_301n, 301n, 300n, 300n]);
      expect(await ofAll("department_member", departmentId, other.actor.userId)).toEqual([20n, 20n, 20n, 0n]);
      expect(await ofAll("model", "test/model-1")).toEqual([4_320n, 320n, 320n, 300n]);
      expect(await ofAll("assistant", assistantId)).toEqual([20n, 20n, 20n, 0n]);
      expect(await ofAll("thread", threadId)).toEqual([20n, 20n, 20n, 0n]);
      expect(await ofAll("api_key", apiKeyId)).toEqual([300n, 300n, 300n, 300n]);
    }));

  test("keeps the standings in order, and says nothing of what is not counted in dollars or has no share", () =>
    inOwn(async (tx) => {
      const { admin, member } = await givenUse(tx);
      const messages = { ...standing("org", null, MONTH), unit: "messages" };
      const shares = standing("plan", newId(), MONTH);
      const found = await read(admin, messages, standing("org", null, MONTH), shares);
      expect(found).toEqual([0n, 321n, 0n]);
      expect(await read(member)).toEqual([]);
    }));

  test("tells members of what they are limited by, and of nobody else", () =>
    inOwn(async (tx) => {
      const { member, other, departmentId, assistantId } = await givenUse(tx);
      const { userId } = member.actor;
      // As a session has it: of the department it knows nothing.
      const own = { db: tx, actor: { ...member.actor, departmentId: null } };
      await tx.update(users).set({ departmentId }).where(eq(users.id, userId));
      const asked = [
        ...[
          standing("org", null, MONTH),
          standing("department", departmentId, MONTH),
          standing("self", userId, MONTH),
        ],
        ...[standing("department", newId(), MONTH), standing("member", other.actor.userId, MONTH)],
        ...[standing("assistant", assistantId, MONTH), standing("model", "test/model-1", MONTH)],
      ];
      expect(await read(own, ...asked)).toEqual([321n, 321n, 301n, 0n, 0n, 0n, 0n]);
    }));
});
