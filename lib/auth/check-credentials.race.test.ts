import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { rateLimits, users } from "@/db/schema";
import { useTestDb } from "@/db/testing";
import { changePassword, findSessionProfile, hashPassword } from "@/lib/org";
import { checkCredentials } from "./check-credentials";

const db = useTestDb();
const PASSWORD = "a long pass phrase";

async function makeMemberWithPassword() {
  const id = newId();
  const email = `${id}@example.org`;
  const passwordHash = await hashPassword(PASSWORD);
  await db.insert(users).values({ id, email, name: "Member 07", role: "member", passwordHash });
  return { id, email };
}

const failureOf = (tried: Promise<unknown>) =>
  tried.then(
    () => null,
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );

describe("checkCredentials", () => {
  test("answers with the member, whatever the letter case of the email", async () => {
    const { id, email } = await makeMemberWithPassword();
    const member = await checkCredentials(db, {
      email: ` ${email.toUpperCase()} `,
      password: PASSWORD,
      ip: null,
    });
    expect(member.userId).toBe(id);
  });

  test("answers alike for an unknown email, a wrong password and a disabled member", async () => {
    const [member, disabled] = [await makeMemberWithPassword(), await makeMemberWithPassword()];
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, disabled.id));
    const failures = await Promise.all([
      failureOf(checkCredentials(db, { email: `${newId()}@example.org`, password: PASSWORD, ip: null })),
      failureOf(checkCredentials(db, { email: member.email, password: "wrong pass phrase", ip: null })),
      failureOf(checkCredentials(db, { email: disabled.email, password: PASSWORD, ip: null })),
    ]);
    expect(failures[0]).toMatchObject({ code: "unauthenticated" });
    expect(new Set(failures.map((failure) => JSON.stringify(failure))).size).toBe(1);
  });

  test("lets five of many parallel tries through and then makes even the right password wait", async () => {
    const { email } = await makeMemberWithPassword();
    const tries = Array.from({ length: 25 }, () =>
      failureOf(checkCredentials(db, { email, password: "wrong", ip: null })),
    );
    const codes = (await Promise.all(tries)).map((failure) => failure?.code);
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(5);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(20);
    expect(await failureOf(checkCredentials(db, { email, password: PASSWORD, ip: null }))).toEqual({
      code: "rate_limited",
      message: "Too many tries. Wait one minute and try again.",
    });
  });

  test("makes the wait longer at each further round, and forgets it after a success", async () => {
    const { email } = await makeMemberWithPassword();
    const wrong = () => failureOf(checkCredentials(db, { email, password: "wrong", ip: null }));
    const round = async () => {
      await db
        .update(rateLimits)
        .set({ expire: new Date(0) })
        .where(eq(rateLimits.key, await keyOf(email)));
      for (let n = 0; n < 5; n++) expect(await wrong()).toMatchObject({ code: "unauthenticated" });
      return (await wrong())?.message;
    };
    expect(await round()).toContain("Wait one minute");
    expect(await round()).toContain("Wait 2 minutes");
    expect(await round()).toContain("Wait 5 minutes");
    await db
      .update(rateLimits)
      .set({ expire: new Date(0) })
      .where(eq(rateLimits.key, await keyOf(email)));
    await checkCredentials(db, { email, password: PASSWORD, ip: null });
    expect(await round()).toContain("Wait one minute");
  });

  test("limits an address over many emails, without counting successes", async () => {
    const ip = `2001:db8::${newId().slice(-4)}`;
    const { email } = await makeMemberWithPassword();
    for (let n = 0; n < 3; n++) await checkCredentials(db, { email, password: PASSWORD, ip });
    const tries = Array.from({ length: 60 }, () =>
      failureOf(checkCredentials(db, { email: `${newId()}@example.org`, password: "wrong", ip })),
    );
    const codes = (await Promise.all(tries)).map((failure) => failure?.code);
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(50);
  });
});

describe("changePassword", () => {
  test("asks for the current one, ends the sessions and opens with the new one", async () => {
    const { id, email } = await makeMemberWithPassword();
    const ctx = { db, actor: { userId: id, role: "member", departmentId: null } } as const;
    const newPassword = "another pass phrase";
    await expect(changePassword(ctx, { currentPassword: "wrong", newPassword })).rejects.toMatchObject({
      details: { field: "currentPassword" },
    });
    await expect(
      changePassword(ctx, { currentPassword: PASSWORD, newPassword: "short" }),
    ).rejects.toMatchObject({
      details: { field: "newPassword" },
    });
    expect(await findSessionProfile(db, { userId: id, sessionEpoch: 0 })).not.toBeNull();
    await changePassword(ctx, { currentPassword: PASSWORD, newPassword });
    expect(await findSessionProfile(db, { userId: id, sessionEpoch: 0 })).toBeNull();
    expect(await failureOf(checkCredentials(db, { email, password: PASSWORD, ip: null }))).not.toBeNull();
    await checkCredentials(db, { email, password: newPassword, ip: null });
  });
});

async function keyOf(email: string): Promise<string> {
  const { createHash } = await import("node:crypto");
  return `sign-in:mail:${createHash("sha256").update(email).digest("hex")}`;
}
