import { eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { budgets, budgetTopUps, departments, plans, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import type { Ctx } from "@/lib/org/types";
import { listMemberSpend, type MemberSpendInput } from "./list-member-spend";
import { bookCall, bookUnpriced } from "./testing/calls";
import { givenDay, givenLimit, givenMember } from "./testing/rows";
import type { MemberSpend } from "./types";

const db = useTestDb();
const NOVEMBER = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };

type NewBudget = typeof budgets.$inferInsert;

/** A part of this test's names: other tests commit members too. */
const newTag = () => newId().slice(-12);

async function readAll(ctx: Ctx, input: MemberSpendInput): Promise<MemberSpend[]> {
  const { members, nextCursor } = await listMemberSpend(ctx, input);
  return nextCursor === null
    ? members
    : [...members, ...(await readAll(ctx, { ...input, cursor: nextCursor }))];
}

describe("listMemberSpend", () => {
  test("does not exist for a member", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      await expect(listMemberSpend(ctx)).rejects.toMatchObject({ code: "not_found" });
    }));

  test("pages through everybody once, also where amounts are equal", () =>
    inTestTransaction(db, async (tx) => {
      const query = newTag();
      const admin = await givenMember(tx, `Owner ${query}`, "owner");
      const ids = [admin.actor.userId];
      for (let number = 0; number < 22; number++) {
        const ctx = await givenMember(tx, `Member ${number} ${query}`);
        ids.push(ctx.actor.userId);
        if (number % 3 > 0) await givenDay(ctx, { day: "2026-11-02", cost: BigInt(number % 3) });
      }
      const all = await readAll(admin, { ...NOVEMBER, query, limit: 4 });
      expect(all.map(({ userId }) => userId).sort()).toEqual(ids.sort());
      const costs = all.map(({ costPicoUsd }) => costPicoUsd);
      expect(costs).toEqual([...costs].sort((a, b) => Number(b - a)));
    }));

  test("counts of each member's month the calls without a price, and what of today is estimated", () =>
    inTestTransaction(db, async (tx) => {
      const query = newTag();
      const admin = await givenMember(tx, `Owner ${query}`, "owner");
      const { userId } = (await givenMember(tx, `Member ${query}`)).actor;
      const call = { userId, model: "mystery", timeZone: "UTC" };
      for (const day of ["2026-10-31", "2026-11-02", "2026-11-22"])
        await bookUnpriced(tx, { ...call, at: new Date(`${day}T10:00:00Z`) });
      const estimated = { ...call, costPicoUsd: 7n, estimated: true };
      for (const day of ["2026-11-02", "2026-11-22"])
        await bookCall(tx, { ...estimated, at: new Date(`${day}T10:00:00Z`) });
      const { members } = await listMemberSpend(admin, { ...NOVEMBER, query });
      expect(members).toMatchObject([
        { userId, calls: 4, unpriced: 2, estimatedPicoUsd: 14n, todayEstimatedPicoUsd: 7n },
        { userId: admin.actor.userId, calls: 0, unpriced: 0, todayEstimatedPicoUsd: 0n },
      ]);
    }));

  test("shows the month, today and both limits of a member", () =>
    inTestTransaction(db, async (tx) => {
      const query = newTag();
      const admin = await givenMember(tx, `Owner ${query}`, "owner");
      const member = await givenMember(tx, `Member ${query}`);
      await givenDay(member, { day: "2026-10-31", cost: 100n });
      await givenDay(member, { day: "2026-11-02", cost: 20n, estimated: 20n });
      await givenDay(member, { day: "2026-11-22", cost: 3n });
      await givenLimit(member, "month", 8n);
      const { members } = await listMemberSpend(admin, { ...NOVEMBER, query });
      expect(members[0]).toMatchObject({
        userId: member.actor.userId,
        answers: 2,
        costPicoUsd: 23n,
        estimatedPicoUsd: 20n,
        todayPicoUsd: 3n,
        monthLimitPicoUsd: 8n,
        dayLimitPicoUsd: null,
      });
      expect(members[1]).toMatchObject({ userId: admin.actor.userId, answers: 0, costPicoUsd: 0n });
    }));

  test("shows the limit of a department or a plan where none is set for the member, and its top-ups", () =>
    inTestTransaction(db, async (tx) => {
      const query = newTag();
      const admin = await givenMember(tx, `Owner ${query}`, "owner");
      const member = await givenMember(tx, `Member ${query}`);
      const [planId, departmentId] = [newId(), newId()];
      await tx.insert(plans).values({ id: planId, name: `Plan ${query}` });
      await tx.insert(departments).values({ id: departmentId, name: `Department ${query}` });
      await tx.update(users).set({ planId, departmentId }).where(eq(users.id, member.actor.userId));
      const limits = async () => {
        const { members } = await listMemberSpend(admin, { ...NOVEMBER, query: `Member ${query}` });
        return [members[0]?.monthLimitPicoUsd, members[0]?.ownMonthLimitPicoUsd];
      };
      const give = async (values: Pick<NewBudget, "scope" | "scopeId" | "limit"> & Partial<NewBudget>) => {
        const id = newId();
        await tx.insert(budgets).values({ id, period: "month", ...values });
        return id;
      };
      expect(await limits()).toEqual([null, null]);
      const budgetId = await give({ scope: "plan", scopeId: planId, limit: 5n });
      expect(await limits()).toEqual([5n, null]);
      const topUp = {
        budgetId,
        subjectId: member.actor.userId,
        reason: "A busy month",
        createdBy: member.actor.userId,
      };
      const [before, after] = [new Date("2026-11-20T00:00:00Z"), new Date("2026-11-24T00:00:00Z")];
      await tx.insert(budgetTopUps).values([
        { ...topUp, id: newId(), amount: 2n, startsAt: before, endsAt: after },
        { ...topUp, id: newId(), amount: 40n, startsAt: before, endsAt: NOVEMBER.now },
        {
          ...topUp,
          id: newId(),
          amount: 80n,
          startsAt: before,
          endsAt: after,
          subjectId: admin.actor.userId,
        },
      ]);
      const each = { scope: "department_member", scopeId: departmentId } as const;
      await give({ ...each, scope: "department", limit: 1n });
      await give({ ...each, onLimit: "notify", limit: 1n });
      await give({ ...each, unit: "messages", limit: 1n });
      expect(await limits()).toEqual([7n, null]);
      await give({ ...each, limit: 6n });
      expect(await limits()).toEqual([6n, null]);
      await givenLimit(member, "month", 8n);
      expect(await limits()).toEqual([8n, 8n]);
    }));

  test("finds by part of a name or an email address, taking wildcards literally", () =>
    inTestTransaction(db, async (tx) => {
      const tag = newTag();
      const admin = await givenMember(tx, `Owner ${tag}`, "owner");
      await givenMember(tx, `${tag} Member 31`);
      await givenMember(tx, `${tag} 50% Member`);
      const names = async (query: string) =>
        (await listMemberSpend(admin, { ...NOVEMBER, query })).members.map(({ name }) => name);
      expect(await names(` ${tag} mEMBER 31 `)).toEqual([`${tag} Member 31`]);
      expect(await names(`${tag}-member-31-`)).toEqual([`${tag} Member 31`]);
      expect(await names(`${tag} 50%`)).toEqual([`${tag} 50% Member`]);
      expect(await names(`${tag}%`)).toEqual([]);
      expect(await names(`${tag}_50`)).toEqual([]);
    }));

  test("lists a disabled member only where something was spent, or who is asked for", () =>
    inTestTransaction(db, async (tx) => {
      const query = newTag();
      const admin = await givenMember(tx, `Owner ${query}`, "owner");
      for (const name of [`Idle ${query}`, `Spender ${query}`]) {
        const ctx = await givenMember(tx, name);
        if (name.startsWith("Spender")) await givenDay(ctx, { day: "2026-11-02", cost: 5n });
        await tx.update(users).set({ disabledAt: NOVEMBER.now }).where(eq(users.id, ctx.actor.userId));
      }
      const idle = await givenMember(tx, `Asked for ${query}`);
      await givenLimit(idle, "month", 8n);
      const userIds = [idle.actor.userId];
      await tx.update(users).set({ disabledAt: NOVEMBER.now }).where(inArray(users.id, userIds));
      expect((await listMemberSpend(admin, { ...NOVEMBER, userIds })).members).toMatchObject([
        { userId: idle.actor.userId, disabled: true, costPicoUsd: 0n, monthLimitPicoUsd: 8n },
      ]);
      const { members } = await listMemberSpend(admin, { ...NOVEMBER, query });
      expect(members.map(({ name, disabled }) => [name, disabled])).toEqual([
        [`Spender ${query}`, true],
        [`Owner ${query}`, false],
      ]);
    }));
});
