import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { createDepartment, deleteDepartment, savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { assignMember, assignMembers, takeBackMoves } from ".";

const db = useTestDb();
const unlimited = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };

const givenAdmin = async (tx: Conn): Promise<Ctx> => ({ db: tx, actor: await makeMember(tx, "admin") });
const givenDepartment = async (ctx: Ctx) => (await createDepartment(ctx, { name: newId() })).departmentId;
const givenPlan = async (ctx: Ctx) => (await savePlan(ctx, { name: newId(), ...unlimited })).planId;

async function groupsOf(tx: Conn, userId: string) {
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  return [user?.departmentId, user?.planId];
}

test("members who are there already are not counted as moved", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = await givenAdmin(tx);
    const [one, other] = [await makeMember(tx), await makeMember(tx)];
    const userIds = [one.userId, other.userId];
    const departmentId = await givenDepartment(ctx);
    expect(await assignMember(ctx, { userId: one.userId, departmentId })).not.toBeNull();
    expect(await assignMember(ctx, { userId: one.userId, departmentId })).toBeNull();
    expect((await assignMembers(ctx, { userIds, departmentId })).done).toEqual([other.userId]);
    expect(await assignMembers(ctx, { userIds, departmentId })).toEqual({ done: [], refused: [], moves: [] });
    expect((await assignMembers(ctx, { userIds })).done).toEqual([]);
  }));

test("a move is taken back to what each had, but for who was moved again since", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = await givenAdmin(tx);
    const people = [await makeMember(tx), await makeMember(tx), await makeMember(tx)];
    const [one = "", other = "", again = ""] = people.map(({ userId }) => userId);
    const [mine, theirs, deleted] = [await givenPlan(ctx), await givenPlan(ctx), await givenDepartment(ctx)];
    await assignMember(ctx, { userId: one, planId: mine, departmentId: deleted });
    const { moves } = await assignMembers(ctx, { userIds: [one, other, again], planId: theirs });
    const left = await assignMembers(ctx, { userIds: [one], departmentId: null });
    await assignMember(ctx, { userId: again, planId: mine });
    expect(await takeBackMoves(ctx, moves)).toEqual({
      done: [one, other].toSorted(),
      refused: [expect.stringMatching(/ has been moved again since\.$/)],
    });
    // What the move did not touch stays as it is by now.
    expect(await groupsOf(tx, one)).toEqual([null, mine]);
    expect(await groupsOf(tx, other)).toEqual([null, null]);
    expect(await groupsOf(tx, again)).toEqual([null, mine]);
    await deleteDepartment(ctx, { departmentId: deleted });
    const gone = tx.transaction((inside) => takeBackMoves({ ...ctx, db: inside }, left.moves));
    await expect(gone).rejects.toMatchObject({ code: "not_found", message: "There is no such department." });
    const member: Ctx = { db: tx, actor: { userId: one, role: "member", departmentId: null } };
    await expect(takeBackMoves(member, moves)).rejects.toMatchObject({ code: "forbidden" });
  }));
