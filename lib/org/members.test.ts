import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import {
  changeRole,
  createInvitation,
  disableMember,
  enableMember,
  findInvitation,
  findSessionProfile,
  listInvitations,
  listMembers,
  renameMember,
  revokeInvitation,
  signOutEverywhere,
} from ".";
import { makeMember } from "./testing";
import type { Ctx } from "./types";

const db = useTestDb();

/** What a session started now would carry. */
async function sessionOf(conn: Conn, { actor }: Ctx) {
  const [row] = await conn.select().from(users).where(eq(users.id, actor.userId));
  return { userId: actor.userId, sessionEpoch: row?.sessionEpoch ?? -1 };
}

describe("a session", () => {
  test.each<[string, (admin: Ctx, member: Ctx) => Promise<unknown>]>([
    ["is over when the member is disabled", (admin, { actor }) => disableMember(admin, actor)],
    ["is over when the role changes", (admin, { actor }) => changeRole(admin, { ...actor, role: "admin" })],
    ["is over after signing out everywhere", (_admin, member) => signOutEverywhere(member)],
  ])("%s", async (_name, act) => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member, other] = [
        await makeMember(tx, "admin"),
        await makeMember(tx),
        await makeMember(tx),
      ];
      const [session, otherSession] = [await sessionOf(tx, member), await sessionOf(tx, other)];
      expect(await findSessionProfile(tx, session)).toMatchObject({ userId: member.actor.userId });
      await act(admin, member);
      expect(await findSessionProfile(tx, session)).toBeNull();
      expect(await findSessionProfile(tx, otherSession)).not.toBeNull();
    });
  });

  test("stays over after the member is enabled again, and a new one reads the new role", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const before = await sessionOf(tx, member);
      await disableMember(admin, member.actor);
      const during = await sessionOf(tx, member);
      await enableMember(admin, member.actor);
      await changeRole(admin, { ...member.actor, role: "admin" });
      expect(await findSessionProfile(tx, before)).toBeNull();
      expect(await findSessionProfile(tx, during)).toBeNull();
      expect(await findSessionProfile(tx, await sessionOf(tx, member))).toMatchObject({ role: "admin" });
    });
  });

  test("goes on when the role is set to what it was", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const session = await sessionOf(tx, member);
      await changeRole(admin, { ...member.actor, role: "member" });
      expect(await findSessionProfile(tx, session)).not.toBeNull();
    });
  });
});

describe("an admin verb", () => {
  const nobody = { userId: newId() };
  test.each<[string, (ctx: Ctx) => Promise<unknown>]>([
    ["changeRole", (ctx) => changeRole(ctx, { ...nobody, role: "admin" })],
    ["disableMember", (ctx) => disableMember(ctx, nobody)],
    ["enableMember", (ctx) => enableMember(ctx, nobody)],
    ["createInvitation", (ctx) => createInvitation(ctx, { role: "member" })],
    ["revokeInvitation", (ctx) => revokeInvitation(ctx, { invitationId: newId() })],
    ["listInvitations", (ctx) => listInvitations(ctx)],
    ["listMembers", (ctx) => listMembers(ctx, {})],
  ])("%s refuses a member", async (_name, act) => {
    await inTestTransaction(db, async (tx) => {
      await expect(act(await makeMember(tx))).rejects.toMatchObject({ code: "forbidden" });
    });
  });

  test.each<[string, (ctx: Ctx) => Promise<unknown>]>([
    ["changeRole", (ctx) => changeRole(ctx, { ...nobody, role: "admin" })],
    ["disableMember", (ctx) => disableMember(ctx, nobody)],
    ["enableMember", (ctx) => enableMember(ctx, nobody)],
    ["revokeInvitation", (ctx) => revokeInvitation(ctx, { invitationId: newId() })],
  ])("%s does not find a stranger", async (_name, act) => {
    await inTestTransaction(db, async (tx) => {
      await expect(act(await makeMember(tx, "admin"))).rejects.toMatchObject({ code: "not_found" });
    });
  });

  test("cannot touch an owner in an admin's hands, nor make one", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, owner, member] = [
        await makeMember(tx, "admin"),
        await makeMember(tx, "owner"),
        await makeMember(tx),
      ];
      for (const act of [
        () => changeRole(admin, { ...owner.actor, role: "member" }),
        () => disableMember(admin, owner.actor),
        () => enableMember(admin, owner.actor),
        () => changeRole(admin, { ...member.actor, role: "owner" }),
      ]) {
        await expect(act()).rejects.toMatchObject({ code: "forbidden" });
      }
    });
  });
});

describe("the last owner", () => {
  test("cannot step down until there is another active one", async () => {
    await inTestTransaction(db, async (tx) => {
      await tx
        .update(users)
        .set({ role: "admin" })
        .where(and(eq(users.role, "owner"), isNull(users.disabledAt)));
      const [owner, member] = [await makeMember(tx, "owner"), await makeMember(tx)];
      const stepDown = () => changeRole(owner, { ...owner.actor, role: "admin" });
      await expect(stepDown()).rejects.toMatchObject({ code: "conflict" });
      await changeRole(owner, { ...member.actor, role: "owner" });
      await disableMember(owner, member.actor);
      await expect(stepDown()).rejects.toMatchObject({ code: "conflict" });
      await enableMember(owner, member.actor);
      await stepDown();
    });
  });

  test("cannot disable themselves", async () => {
    await inTestTransaction(db, async (tx) => {
      const owner = await makeMember(tx, "owner");
      await expect(disableMember(owner, owner.actor)).rejects.toMatchObject({ code: "conflict" });
    });
  });
});

describe("who may no longer invite", () => {
  test.each<[string, (owner: Ctx, admin: Ctx) => Promise<unknown>]>([
    ["because of being disabled", (owner, { actor }) => disableMember(owner, actor)],
    ["because of a lower role", (owner, { actor }) => changeRole(owner, { ...actor, role: "member" })],
  ])("leaves no open link behind, %s", async (_name, act) => {
    await inTestTransaction(db, async (tx) => {
      const [owner, admin] = [await makeMember(tx, "owner"), await makeMember(tx, "admin")];
      const { token } = await createInvitation(admin, { role: "admin" });
      await act(owner, admin);
      expect(await findInvitation(tx, { token })).toBeNull();
    });
  });
});

describe("listMembers", () => {
  test("pages by name with a stable order, also where names are equal", async () => {
    await inTestTransaction(db, async (tx) => {
      const admin = await makeMember(tx, "admin", "Zz-paging admin");
      for (let n = 0; n < 7; n++) await makeMember(tx, "member", `Zz-paging ${n % 2}`);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listMembers(admin, { text: "zz-PAGING", cursor, limit: 3 });
        expect(page.members.length).toBeLessThanOrEqual(3);
        seen.push(...page.members.map((member) => member.userId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toHaveLength(8);
      expect(new Set(seen).size).toBe(8);
    });
  });

  test("looks for the text as it stands and survives a broken cursor", async () => {
    await inTestTransaction(db, async (tx) => {
      const admin = await makeMember(tx, "admin");
      await makeMember(tx, "member", "100%_sure");
      expect((await listMembers(admin, { text: "0%_s" })).members).toHaveLength(1);
      expect((await listMembers(admin, { text: "0%_x" })).members).toHaveLength(0);
      expect((await listMembers(admin, { cursor: "broken" })).members.length).toBeGreaterThan(0);
    });
  });
});

describe("renameMember", () => {
  test("changes one's own name and nobody else's, and refuses an empty one", async () => {
    await inTestTransaction(db, async (tx) => {
      const [member, other] = [await makeMember(tx), await makeMember(tx)];
      await renameMember(member, { name: "  Member 08 " });
      expect(await findSessionProfile(tx, await sessionOf(tx, member))).toMatchObject({ name: "Member 08" });
      expect(await findSessionProfile(tx, await sessionOf(tx, other))).toMatchObject({ name: "Member 07" });
      await expect(renameMember(member, { name: "  " })).rejects.toMatchObject({ code: "invalid" });
    });
  });
});
