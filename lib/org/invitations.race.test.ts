import { eq, like } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { invitations, users } from "@/db/schema";
import { acceptInvitation, createInvitation, findInvitation, listInvitations, revokeInvitation } from ".";
import { makeMember, useOwnDb } from "./testing";

const db = useOwnDb();
const password = "a long pass phrase";

const person = (email: string) => ({ name: "Member 07", email, password });

describe("an invitation", () => {
  test("makes one member out of many accepts at once", async () => {
    const admin = await makeMember(db(), "admin");
    const { token } = await createInvitation(admin, { role: "member" });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) =>
        acceptInvitation(db(), { ...person(`race-${index}@example.org`), token }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "not_found" });
    }
    expect(await db().select().from(users).where(like(users.email, "race-%"))).toHaveLength(1);
  });

  test("stays open when its acceptance fails", async () => {
    const admin = await makeMember(db(), "admin");
    const { token } = await createInvitation(admin, { role: "member" });
    await expect(acceptInvitation(db(), { ...person(admin.email), token })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(
      acceptInvitation(db(), { ...person("weak@example.org"), password: "short", token }),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(await findInvitation(db(), { token })).not.toBeNull();
    const member = await acceptInvitation(db(), { ...person("late@example.org"), token });
    const [row] = await db().select().from(invitations).where(eq(invitations.acceptedBy, member.userId));
    expect(row?.acceptedAt).not.toBeNull();
  });

  test("for one address makes only that one a member, in the role it names", async () => {
    const admin = await makeMember(db(), "admin");
    const { token } = await createInvitation(admin, { role: "admin", email: "Named@Example.org" });
    const member = await acceptInvitation(db(), { ...person("someone-else@example.org"), token });
    expect(member).toMatchObject({ email: "named@example.org", role: "admin" });
    await expect(
      createInvitation(admin, { role: "member", email: "NAMED@example.org" }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("does not open once it was revoked or is too old, and is not listed", async () => {
    const admin = await makeMember(db(), "admin");
    const revoked = await createInvitation(admin, { role: "member" });
    await revokeInvitation(admin, revoked);
    await expect(revokeInvitation(admin, revoked)).rejects.toMatchObject({ code: "not_found" });
    const old = await createInvitation(admin, { role: "member" });
    await db()
      .update(invitations)
      .set({ expiresAt: new Date(0) })
      .where(eq(invitations.id, old.invitationId));
    const open = await createInvitation(admin, { role: "member" });
    for (const { token } of [revoked, old, { token: "made up" }]) {
      expect(await findInvitation(db(), { token })).toBeNull();
      await expect(acceptInvitation(db(), { ...person("x@example.org"), token })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    const listed = (await listInvitations(admin)).map((invitation) => invitation.invitationId);
    expect(listed).toContain(open.invitationId);
    expect(listed).not.toContain(revoked.invitationId);
    expect(listed).not.toContain(old.invitationId);
  });

  test("is stored as a hash only", async () => {
    const admin = await makeMember(db(), "admin");
    const { token, invitationId } = await createInvitation(admin, { role: "member" });
    const [row] = await db().select().from(invitations).where(eq(invitations.id, invitationId));
    expect(row?.tokenHash).toHaveLength(32);
    expect(JSON.stringify(row)).not.toContain(token);
  });
});
