import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { assistants, categories, organisations, prompts, users } from "@/db/schema";
import { addMember, changeRole, createOrganisation, FIRST_PROMPTS, findOrganisation } from ".";
import { useOwnDb } from "./testing";

const db = useOwnDb();

const founder = (email: string) => ({
  organisationName: "Harbour",
  name: "Member 01",
  email,
  password: "a long pass phrase",
});

afterEach(async () => {
  await db().delete(categories);
  await db().delete(prompts);
  await db().delete(assistants);
  await db().delete(users);
  await db().delete(organisations);
});

describe("createOrganisation", () => {
  test("makes the owner together with the organisation", async () => {
    const owner = await createOrganisation(db(), founder(" Owner@Example.org "));
    expect(owner).toMatchObject({ role: "owner", email: "owner@example.org", name: "Member 01" });
    const first = await db().select().from(assistants);
    expect(first.map(({ name }) => name).toSorted()).toEqual([
      ...["Marketing post", "Meeting notes", "Plain-language editor", "SQL helper"],
    ]);
    for (const each of first) expect(each).toMatchObject({ userId: owner.userId, visibility: "everyone" });
    expect(await findOrganisation(db())).toMatchObject({ name: "Harbour" });
    const own = await db()
      .select({ name: prompts.name, text: prompts.text })
      .from(prompts)
      .orderBy(prompts.name);
    expect(own, "as every member has them").toEqual(FIRST_PROMPTS);
  });

  test("lets one of many at once win and tells the others", async () => {
    const emails = Array.from({ length: 6 }, (_, index) => `owner-${index}@example.org`);
    const outcomes = await Promise.allSettled(
      emails.map((email) => createOrganisation(db(), founder(email))),
    );
    const losses = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(losses).toHaveLength(5);
    for (const loss of losses) expect(loss.reason).toMatchObject({ code: "conflict" });
    expect(await db().select().from(users)).toHaveLength(1);
    expect(await db().select().from(organisations)).toHaveLength(1);
  });

  test.each([
    ["short", "at least 10 characters"],
    ["Password123", "first that attackers try"],
    ["owner@example.org", "not your email"],
    ["é".repeat(101), "200 bytes"],
  ])("refuses the password %j and leaves nothing behind", async (password, sentence) => {
    await expect(
      createOrganisation(db(), { ...founder("owner@example.org"), password }),
    ).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining(sentence),
      details: { field: "password" },
    });
    expect(await findOrganisation(db())).toBeNull();
  });
});

describe("addMember", () => {
  const person = { email: "member07@example.org", name: "Member 07", password: "a long pass phrase" };

  test("needs an owner first", async () => {
    await expect(addMember(db(), { ...person, role: "member" })).rejects.toMatchObject({ code: "conflict" });
  });

  test("creates the organisation with its first owner", async () => {
    await addMember(db(), { ...person, role: "owner" });
    expect(await findOrganisation(db())).toMatchObject({ name: process.env.ORG_NAME ?? "Purser" });
  });

  test("refuses an email that is taken in another letter case", async () => {
    await createOrganisation(db(), founder("owner@example.org"));
    await addMember(db(), { ...person, role: "member" });
    await expect(
      addMember(db(), { ...person, email: "MEMBER07@example.org", role: "admin" }),
    ).rejects.toMatchObject({
      code: "conflict",
      details: { field: "email" },
    });
    const [member] = await db().select().from(users).where(eq(users.email, person.email));
    expect(member).toMatchObject({ role: "member" });
    expect(member?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("two owners who step down at once", () => {
  test("leave one of them", async () => {
    const first = await createOrganisation(db(), founder("owner@example.org"));
    const second = await addMember(db(), {
      email: "second@example.org",
      name: "Member 02",
      role: "owner",
      password: "a long pass phrase",
    });
    const stepDown = ({ userId }: { userId: string }) => {
      const ctx = { db: db(), actor: { userId, role: "owner", departmentId: null } } as const;
      return changeRole(ctx, { userId, role: "member" });
    };
    const outcomes = await Promise.allSettled([stepDown(first), stepDown(second)]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await db().select().from(users).where(eq(users.role, "owner"))).toHaveLength(1);
  });
});
