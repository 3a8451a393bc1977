import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgets, departmentShares, departments, usageDays, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import {
  createDepartment,
  deleteDepartment,
  findDepartmentByName,
  getMember,
  getPlanOf,
  listDepartments,
  listMembers,
  renameDepartment,
} from ".";
import { makeMember } from "./testing";
import type { Ctx } from "./types";

const db = useTestDb();

/** A department of the test's own, and the admin who made it. */
async function given(tx: Conn) {
  const admin = await makeMember(tx, "admin");
  const name = `Sales ${newId()}`;
  return { admin, name, ...(await createDepartment(admin, { name })) };
}

const join = (member: Ctx, departmentId: string | null) =>
  member.db.update(users).set({ departmentId }).where(eq(users.id, member.actor.userId));

describe("a verb about departments", () => {
  const input = { departmentId: newId(), name: "Sales" };
  test.each<[string, (ctx: Ctx) => Promise<unknown>]>([
    ["createDepartment", (ctx) => createDepartment(ctx, input)],
    ["renameDepartment", (ctx) => renameDepartment(ctx, input)],
    ["deleteDepartment", (ctx) => deleteDepartment(ctx, input)],
    ["listDepartments", (ctx) => listDepartments(ctx)],
    ["getMember", (ctx) => getMember(ctx, ctx.actor)],
  ])("%s refuses a member", (_name, act) =>
    inTestTransaction(db, async (tx) => {
      await expect(act(await makeMember(tx))).rejects.toMatchObject({ code: "forbidden" });
    }),
  );
});

describe("createDepartment", () => {
  test("trims the name and refuses it a second time, in any letter case", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, name, departmentId } = await given(tx);
      expect(await findDepartmentByName(tx, ` ${name.toUpperCase()} `)).toEqual({ departmentId, name });
      await expect(createDepartment(admin, { name: `  ${name.toLowerCase()} ` })).rejects.toMatchObject({
        code: "conflict",
        details: { field: "name" },
      });
    }));

  test.each(["", "   ", "x".repeat(61)])("refuses the name %j", (name) =>
    inTestTransaction(db, async (tx) => {
      await expect(createDepartment(await makeMember(tx, "admin"), { name })).rejects.toMatchObject({
        code: "invalid",
        details: { field: "name" },
      });
    }),
  );
});

describe("renameDepartment", () => {
  test("gives it another name, also the same in other letters", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, name, departmentId } = await given(tx);
      await renameDepartment(admin, { departmentId, name: name.toUpperCase() });
      const [row] = await tx.select().from(departments).where(eq(departments.id, departmentId));
      expect(row?.name).toBe(name.toUpperCase());
    }));

  test("refuses the name of another, and one that does not exist", () =>
    inTestTransaction(db, async (tx) => {
      const [one, other] = [await given(tx), await given(tx)];
      await expect(
        renameDepartment(one.admin, { ...one, name: other.name.toUpperCase() }),
      ).rejects.toMatchObject({ code: "conflict", details: { field: "name" } });
      await expect(renameDepartment(one.admin, { departmentId: newId(), name: "x" })).rejects.toMatchObject({
        code: "not_found",
      });
    }));
});

describe("deleteDepartment", () => {
  test("deletes one that nothing points at, once", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, departmentId } = await given(tx);
      await deleteDepartment(admin, { departmentId });
      await expect(deleteDepartment(admin, { departmentId })).rejects.toMatchObject({ code: "not_found" });
    }));

  const day = { day: "2026-11-22", provider: "openai", model: "gpt-4o-mini", purpose: "answer" };
  test.each<[string, (tx: Conn, departmentId: string) => Promise<unknown>, string]>([
    [
      "members",
      async (tx, departmentId) => join(await makeMember(tx), departmentId),
      "has 1 member. Move them",
    ],
    [
      "budgets",
      (tx, scopeId) =>
        tx
          .insert(budgets)
          .values({ id: newId(), scope: "department_member", scopeId, period: "day", limit: 1n }),
      "has budgets. Remove them first.",
    ],
    [
      "a share",
      async (tx, departmentId) => {
        const { actor } = await makeMember(tx, "admin");
        const share = { fromMonth: "2019-11-01", basisPoints: 1, setBy: actor.userId };
        return tx.insert(departmentShares).values({ departmentId, ...share });
      },
      "has a share of what is shared, which stays with it in every report. Rename it instead.",
    ],
    [
      "costs",
      async (tx, departmentId) => {
        const { actor } = await makeMember(tx);
        return tx.insert(usageDays).values({ ...day, userId: actor.userId, departmentId });
      },
      "has costs, which stay with it in every report. Rename it instead.",
    ],
  ])("keeps one that has %s and says what to do", (_what, point, words) =>
    inTestTransaction(db, async (tx) => {
      const { admin, name, departmentId } = await given(tx);
      await point(tx, departmentId);
      await expect(deleteDepartment(admin, { departmentId })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining(`${name} ${words}`),
      });
    }),
  );
});

describe("listDepartments", () => {
  test("pages by name and counts who belongs to each", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, departmentId } = await given(tx);
      await given(tx);
      await join(await makeMember(tx), departmentId);
      await join(await makeMember(tx), departmentId);
      const all = await listDepartments(admin, { limit: 500 });
      expect(all.nextCursor).toBeNull();
      expect(all.departments.find((one) => one.departmentId === departmentId)?.members).toBe(2);
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listDepartments(admin, { cursor, limit: 1 });
        expect(page.departments.length).toBeLessThanOrEqual(1);
        paged.push(...page.departments.map((one) => one.departmentId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(paged).toEqual(all.departments.map((one) => one.departmentId));
    }));
});

test("a member's department is in the list of members, in their own row and in what a call is admitted for", () =>
  inTestTransaction(db, async (tx) => {
    const { admin, name, departmentId } = await given(tx);
    const member = await makeMember(tx);
    expect(await getPlanOf(tx, member.actor.userId)).toEqual({ departmentId: null, plan: null });
    await join(member, departmentId);
    const page = await listMembers(admin, { text: member.email });
    expect(page.members).toMatchObject([{ department: { departmentId, name }, plan: null }]);
    expect(await getMember(admin, member.actor)).toEqual(page.members[0]);
    expect(await getPlanOf(tx, member.actor.userId)).toEqual({ departmentId, plan: null });
    for (const userId of [newId(), "none"]) {
      await expect(getMember(admin, { userId })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(getPlanOf(tx, newId())).rejects.toMatchObject({ code: "not_found" });
  }));
