import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { assistants, organisations, plans, users } from "@/db/schema";
import {
  createDepartment,
  deleteDepartment,
  deleteDepartments,
  deletePlan,
  renameDepartment,
  savePlan,
  setMembersState,
} from ".";
import { makeMember, useOwnDb } from "./testing";
import type { Ctx } from "./types";

const db = useOwnDb();

beforeAll(async () => {
  await db().insert(organisations).values({ id: newId(), name: "Northwind" });
});

const PAIRS = 20;
const unlimited = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };

type Outcome = { done: number; codes: unknown[] };

/** Lets several at once do the same, and tells how many did and why the others did not. */
async function atOnce(...acts: (() => Promise<unknown>)[]): Promise<Outcome> {
  const outcomes = await Promise.allSettled(acts.map((act) => act()));
  const codes = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  return { done: outcomes.length - codes.length, codes };
}

const admins = async (): Promise<[Ctx, Ctx]> => [
  await makeMember(db(), "admin"),
  await makeMember(db(), "admin"),
];

test("two admins who let the same members in and keep them out never wait in a circle", async () => {
  const [one, other] = await admins();
  const members = await Promise.all(Array.from({ length: 12 }, () => makeMember(db())));
  const userIds = members.map(({ actor }) => actor.userId);
  await setMembersState(one, { userIds, disabled: true });
  for (let pair = 0; pair < PAIRS; pair++) {
    const disabled = pair % 2 === 1;
    const changed = await atOnce(
      () => setMembersState(one, { userIds, disabled }),
      () => setMembersState(other, { userIds: userIds.toReversed(), disabled }),
    );
    expect(changed).toEqual({ done: 2, codes: [] });
  }
});

describe("two admins at once", () => {
  test("create one department of a name", async () => {
    const [one, other] = await admins();
    const made = await atOnce(
      () => createDepartment(one, { name: "Sales" }),
      () => createDepartment(other, { name: "SALES" }),
    );
    expect(made).toEqual({ done: 1, codes: ["conflict"] });
  });

  test("give two departments the same name: one of them is told", async () => {
    const [one, other] = await admins();
    for (let pair = 0; pair < PAIRS; pair++) {
      const [first, second] = [
        await createDepartment(one, { name: `First ${pair}` }),
        await createDepartment(one, { name: `Second ${pair}` }),
      ];
      const renamed = await atOnce(
        () => renameDepartment(one, { ...first, name: `Same ${pair}` }),
        () => renameDepartment(other, { ...second, name: `same ${pair}` }),
      );
      expect(renamed).toEqual({ done: 1, codes: ["conflict"] });
    }
  });

  test("save one plan of a name, and one of two changes to a deleted plan", async () => {
    const [one, other] = await admins();
    const saved = await atOnce(
      () => savePlan(one, { name: "Team", ...unlimited }),
      () => savePlan(other, { name: "team", ...unlimited }),
    );
    expect(saved).toEqual({ done: 1, codes: ["conflict"] });
    for (let pair = 0; pair < PAIRS; pair++) {
      const plan = await savePlan(one, { name: `Plan ${pair}`, ...unlimited });
      const changed = await atOnce(
        () => deletePlan(one, plan),
        () => savePlan(other, { name: `Plan ${pair}`, ...unlimited, ...plan }),
      );
      expect(changed.codes.every((code) => code === "not_found")).toBe(true);
      expect(await db().select().from(plans).where(eq(plans.id, plan.planId))).toEqual([]);
    }
  });

  test("save the same plan: it is one of the two, whole", async () => {
    const [one, other] = await admins();
    const { planId } = await savePlan(one, { name: "Shared", ...unlimited });
    const small = { name: "Shared", ...unlimited, inputTokensMax: 1, outputTokensMax: 1 };
    const large = { name: "Shared", ...unlimited, inputTokensMax: 2, outputTokensMax: 2 };
    for (let pair = 0; pair < PAIRS; pair++) {
      const saved = await atOnce(
        () => savePlan(one, { ...small, planId }),
        () => savePlan(other, { ...large, planId }),
      );
      expect(saved.done).toBe(2);
      const [row] = await db().select().from(plans).where(eq(plans.id, planId));
      expect(row?.inputTokensMax).toBe(row?.outputTokensMax);
    }
  });
});

/** Polls until a statement waits for the lock of another one. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await db().execute(
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
  }
}

describe("deleting departments while several of their assistants are changed", () => {
  const remove = {
    one: (ctx: Ctx, [departmentId = ""]: string[]) => deleteDepartment(ctx, { departmentId }),
    several: (ctx: Ctx, departmentIds: string[]) => deleteDepartments(ctx, { departmentIds }),
  };
  test.each(["one", "several"] as const)("ends for both: %s", async (many) => {
    const [admin] = await admins();
    const made = [
      await createDepartment(admin, { name: `Early ${many}` }),
      await createDepartment(admin, { name: `Late ${many}` }),
    ];
    const departmentIds = made.map(({ departmentId }) => departmentId).toSorted();
    const [first = "", second = ""] = many === "one" ? [departmentIds[0], departmentIds[0]] : departmentIds;
    const [low = "", high = ""] = [newId(), newId()].toSorted();
    const shared = { userId: admin.actor.userId, visibility: "department" as const };
    const said = { instructions: "Be brief.", instructionsTokens: 3 };
    await db()
      .insert(assistants)
      .values([
        { id: high, departmentId: first, name: "Brief", ...shared, ...said },
        { id: low, departmentId: second, name: "Terse", ...shared, ...said },
      ]);
    let removal: Promise<Outcome> | undefined;
    await db().transaction(async (tx) => {
      await tx.update(assistants).set({ archivedAt: new Date() }).where(eq(assistants.id, low));
      removal = atOnce(() => remove[many](admin, departmentIds));
      await untilSomebodyWaits();
      await tx.update(assistants).set({ archivedAt: new Date() }).where(eq(assistants.id, high));
    });
    expect(await removal).toEqual({ done: 1, codes: [] });
    const left = await db().select().from(assistants).where(eq(assistants.userId, admin.actor.userId));
    expect(left.map(({ visibility, archivedAt }) => [visibility, archivedAt !== null])).toEqual([
      ["me", true],
      ["me", true],
    ]);
  });
});

describe("somebody who joins just before it is deleted", () => {
  const remove = {
    department: (ctx: Ctx, departmentId: string) => deleteDepartment(ctx, { departmentId }),
    plan: (ctx: Ctx, planId: string) => deletePlan(ctx, { planId }),
  };
  test.each(["department", "plan"] as const)("keeps the %s", async (kind) => {
    const [admin] = await admins();
    const member = await makeMember(db());
    const { departmentId } = await createDepartment(admin, { name: `Joined ${kind}` });
    const { planId } = await savePlan(admin, { name: `Joined ${kind}`, ...unlimited });
    const [group, id] = kind === "plan" ? [{ planId }, planId] : [{ departmentId }, departmentId];
    let removal: Promise<Outcome> | undefined;
    await db().transaction(async (tx) => {
      await tx.update(users).set(group).where(eq(users.id, member.actor.userId));
      removal = atOnce(() => remove[kind](admin, id));
      await untilSomebodyWaits();
    });
    expect(await removal).toEqual({ done: 0, codes: ["conflict"] });
    const [row] = await db().select().from(users).where(eq(users.id, member.actor.userId));
    expect(row).toMatchObject(group);
  });
});
