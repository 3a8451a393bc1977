import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { auditEntries, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import {
  createApiKey,
  createDepartment,
  createInvitation,
  findApiKeyCaller,
  findSessionProfile,
  listMemberApiKeys,
  listMembers,
  revokeMemberApiKeys,
  savePlan,
  setMembersState,
  signOutMember,
} from ".";
import { makeMember } from "./testing";
import type { Ctx, MemberFilter } from "./types";

const db = useTestDb();

const nobody = { userId: newId() };

async function isDisabled(tx: Conn, { actor }: Ctx): Promise<boolean> {
  const [row] = await tx.select().from(users).where(eq(users.id, actor.userId));
  return row?.disabledAt !== null;
}

async function recorded(
  tx: Conn,
  { actor }: Ctx,
  act: "member.disable" | "member.sign_out" | "api_key.revoke",
) {
  return tx
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.userId, actor.userId), eq(auditEntries.act, act)))
    .orderBy(auditEntries.id);
}

describe("several members at once", () => {
  test("are disabled but for an owner and oneself, with a row of each in the log", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, owner] = [await makeMember(tx, "admin"), await makeMember(tx, "owner")];
      const [one, other, already] = [await makeMember(tx), await makeMember(tx), await makeMember(tx)];
      await setMembersState(admin, { userIds: [already.actor.userId], disabled: true });
      const everybody = [admin, owner, one, other, already];
      const userIds = everybody.map(({ actor }) => actor.userId);
      const outcome = await setMembersState(admin, {
        userIds: [...userIds, one.actor.userId],
        disabled: true,
      });
      expect(outcome.done.toSorted()).toEqual([one.actor.userId, other.actor.userId].toSorted());
      expect(outcome.refused.toSorted()).toEqual([
        "Only an owner can change an owner.",
        "You cannot disable yourself. Ask another admin to do it.",
      ]);
      const disabled = await Promise.all(everybody.map((ctx) => isDisabled(tx, ctx)));
      expect(disabled).toEqual([false, false, true, true, true]);
      expect(await recorded(tx, admin, "member.disable")).toHaveLength(3);
      expect(await setMembersState(admin, { userIds: outcome.done, disabled: false })).toEqual({
        done: outcome.done,
        refused: [],
        invitations: 0,
      });
    });
  });

  test("leave no open invitation behind, and it is told how many there were", () =>
    inTestTransaction(db, async (tx) => {
      const [owner, admin, other] = [
        await makeMember(tx, "owner"),
        await makeMember(tx, "admin"),
        await makeMember(tx, "admin"),
      ];
      for (const ctx of [admin, admin, other]) await createInvitation(ctx, { role: "member" });
      const userIds = [admin.actor.userId, other.actor.userId];
      expect(await setMembersState(owner, { userIds, disabled: true })).toMatchObject({ invitations: 3 });
      await setMembersState(owner, { userIds, disabled: false });
      expect(await setMembersState(owner, { userIds, disabled: true })).toMatchObject({ invitations: 0 });
    }));

  test("are refused as one is where none of them can be changed", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const refused = (ctx: Ctx, ...userIds: string[]) =>
        expect(setMembersState(ctx, { userIds, disabled: true })).rejects;
      await refused(admin, nobody.userId).toMatchObject({ code: "not_found" });
      await refused(admin, admin.actor.userId, nobody.userId).toMatchObject({ name: "AppError" });
      await refused(member, admin.actor.userId).toMatchObject({ code: "forbidden" });
    });
  });

  test("stay as they were where anything unexpected happens to one of them", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const userIds = [member.actor.userId, "zzz"];
      await expect(
        tx.transaction((inside) => setMembersState({ ...admin, db: inside }, { userIds, disabled: true })),
      ).rejects.toThrow();
      expect(await isDisabled(tx, member)).toBe(false);
    });
  });
});

describe("what an admin ends of a member", () => {
  test("are all sessions", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const session = { userId: member.actor.userId, sessionEpoch: 0 };
      expect(await findSessionProfile(tx, session)).not.toBeNull();
      await signOutMember(admin, member.actor);
      expect(await findSessionProfile(tx, session)).toBeNull();
      expect(await findSessionProfile(tx, { ...session, sessionEpoch: 1 })).not.toBeNull();
      expect(await recorded(tx, admin, "member.sign_out")).toMatchObject([
        { subjectId: member.actor.userId, subjectName: "Member 07" },
      ]);
    });
  });

  test("is one key or all of them, and nobody else's", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member, other] = [
        await makeMember(tx, "admin"),
        await makeMember(tx),
        await makeMember(tx),
      ];
      const { key: kept } = await createApiKey(other, { name: "theirs" });
      const { key: first } = await createApiKey(member, { name: "first" });
      const { key: second } = await createApiKey(member, { name: "second" });
      const keys = await listMemberApiKeys(admin, member.actor);
      const [theirs] = await listMemberApiKeys(admin, other.actor);
      const apiKeyId = keys.find(({ name }) => name === "first")?.apiKeyId;
      const { userId } = member.actor;
      await expect(revokeMemberApiKeys(admin, { userId, apiKeyId: theirs?.apiKeyId })).rejects.toMatchObject({
        code: "not_found",
      });
      expect(await revokeMemberApiKeys(admin, { userId, apiKeyId })).toBe(1);
      expect(await findApiKeyCaller(tx, first)).toBeNull();
      expect(await findApiKeyCaller(tx, second)).not.toBeNull();
      expect(await revokeMemberApiKeys(admin, { userId })).toBe(1);
      expect(await findApiKeyCaller(tx, second)).toBeNull();
      expect(await findApiKeyCaller(tx, kept)).not.toBeNull();
      await expect(revokeMemberApiKeys(admin, { userId })).rejects.toMatchObject({ code: "not_found" });
      const rows = await recorded(tx, admin, "api_key.revoke");
      expect(rows.map(({ subjectName }) => subjectName)).toEqual(["first", "second"]);
      expect(JSON.stringify(rows)).not.toContain(first.slice(0, 12));
    });
  });

  test.each<[string, (ctx: Ctx, who: { userId: string }) => Promise<unknown>]>([
    ["sessions", signOutMember],
    ["keys", revokeMemberApiKeys],
  ])("is refused for the %s of an owner, by a member and of nobody", async (_what, act) => {
    await inTestTransaction(db, async (tx) => {
      const [owner, admin, member] = [
        await makeMember(tx, "owner"),
        await makeMember(tx, "admin"),
        await makeMember(tx),
      ];
      await createApiKey(owner, { name: "laptop" });
      await expect(act(admin, owner.actor)).rejects.toMatchObject({ code: "forbidden" });
      await expect(act(member, member.actor)).rejects.toMatchObject({ code: "forbidden" });
      await expect(act(admin, nobody)).rejects.toMatchObject({ code: "not_found" });
      await act(await makeMember(tx, "owner"), owner.actor);
    });
  });

  test("is not told to a member", async () => {
    await inTestTransaction(db, async (tx) => {
      const member = await makeMember(tx);
      await expect(listMemberApiKeys(member, member.actor)).rejects.toMatchObject({ code: "forbidden" });
    });
  });
});

describe("members are found", () => {
  test("by department, plan, role and state, each with the others", async () => {
    await inTestTransaction(db, async (tx) => {
      const text = newId();
      const admin = await makeMember(tx, "admin", `Admin ${text}`);
      const [inBoth, disabled] = [
        await makeMember(tx, "member", `Both ${text}`),
        await makeMember(tx, "member", `Disabled ${text}`),
      ];
      const { departmentId } = await createDepartment(admin, { name: text });
      const unlimited = {
        models: null,
        inputTokensMax: null,
        outputTokensMax: null,
        requestPicoUsdMax: null,
      };
      const { planId } = await savePlan(admin, { name: text, ...unlimited });
      const to = { departmentId, planId };
      await tx.update(users).set(to).where(eq(users.id, inBoth.actor.userId));
      await setMembersState(admin, { userIds: [disabled.actor.userId], disabled: true });
      const found = async (filter: MemberFilter) =>
        (await listMembers(admin, { text, ...filter })).members.map(({ name }) => name.split(" ")[0]);
      expect(await found({})).toEqual(["Admin", "Both", "Disabled"]);
      expect(await found({ departmentId })).toEqual(["Both"]);
      expect(await found({ departmentId, state: "disabled" })).toEqual([]);
      expect(await found({ planId, role: "member" })).toEqual(["Both"]);
      expect(await found({ departmentId: "none" })).toEqual(["Admin", "Disabled"]);
      expect(await found({ planId: "none", state: "active" })).toEqual(["Admin"]);
      expect(await found({ role: "admin" })).toEqual(["Admin"]);
      expect(await found({ departmentId: "nonsense" })).toEqual([]);
      expect(await found({ departmentId: newId() })).toEqual([]);
    });
  });
});
