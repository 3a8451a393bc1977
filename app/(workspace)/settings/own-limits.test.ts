import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { listEffectiveLimits, setBudget } from "@/lib/budgets";
import { parseUsd } from "@/lib/money";
import type { Ctx, Role } from "@/lib/org/types";
import { applyOwnLimits } from "./own-limits";

const db = useTestDb();

async function givenMember(tx: Conn, role: Role = "member"): Promise<Ctx> {
  const id = newId();
  await tx
    .insert(users)
    .values({ id, email: `${id}@example.org`, name: "Member 07", role, passwordHash: "none" });
  return { db: tx, actor: { userId: id, role, departmentId: null } };
}

async function ownOf(member: Ctx): Promise<Record<string, bigint>> {
  const limits = await listEffectiveLimits(member, { userId: member.actor.userId });
  return Object.fromEntries(
    limits.filter(({ scope }) => scope === "self").map(({ period, limit }) => [period, limit]),
  );
}

describe("applyOwnLimits", () => {
  test("sets both and takes away what is left empty", () =>
    inTestTransaction(db, async (tx) => {
      const member = await givenMember(tx);
      await applyOwnLimits(member, { month: parseUsd("5"), day: parseUsd("1") });
      expect(await ownOf(member)).toEqual({ month: parseUsd("5"), day: parseUsd("1") });
      await applyOwnLimits(member, { month: null, day: parseUsd("2") });
      expect(await ownOf(member)).toEqual({ day: parseUsd("2") });
    }));

  test("changes neither, and says at its field, where one is above what the admins allow", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
      const key = { scope: "member", scopeId: member.actor.userId, unit: "usd", onLimit: "block" } as const;
      await setBudget(admin, { ...key, period: "day", limit: parseUsd("1") });
      await expect(
        applyOwnLimits(member, { month: parseUsd("5"), day: parseUsd("3") }),
      ).rejects.toMatchObject({ code: "invalid", details: { field: "day" } });
      expect(await ownOf(member)).toEqual({});
    }));
});
