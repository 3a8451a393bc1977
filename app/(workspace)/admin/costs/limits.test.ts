import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { listStandings, setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { PICO_PER_USD } from "@/lib/money";
import type { Ctx, Role } from "@/lib/org/types";
import { applyLimits, applyLimitsToEveryone, memberLimits, orgLimits } from "./limits";

// Everyone is everyone in the database, and other tests leave thousands there.
const own = useOwnDb();
const usd = (amount: bigint) => amount * PICO_PER_USD;

async function givenMember(tx: Conn, role: Role = "member", disabledAt: Date | null = null): Promise<Ctx> {
  const id = newId();
  await tx
    .insert(users)
    .values({ id, email: `${id}@example.org`, name: "Member 07", role, passwordHash: "none", disabledAt });
  return { db: tx, actor: { userId: id, role, departmentId: null } };
}

async function limitsOf(member: Ctx): Promise<Record<string, bigint>> {
  const standings = await listStandings(member);
  const own = standings.filter(({ scope }) => scope === "member");
  return Object.fromEntries(own.map(({ period, limit }) => [period, limit]));
}

describe("orgLimits", () => {
  test("reads dollars as they are typed and takes an empty field for no limit", () => {
    expect(orgLimits.parse({ month: " $8.50 ", day: "" })).toEqual({ month: 8_500_000_000_000n, day: null });
    expect(orgLimits.parse({ month: "0", day: "0.000312" })).toEqual({ month: 0n, day: 312_000_000n });
  });

  test.each(["5,00", "-1", "1e3", "five", "1.2.3", "5 $"])("says what to type instead of %s", (month) => {
    const parsed = orgLimits.safeParse({ month, day: "" });
    expect(parsed.error?.issues[0]?.path).toEqual(["month"]);
    expect(parsed.error?.issues[0]?.message).toContain("such as 5 or 0.25");
  });

  test("needs a member where the budget is a member's", () => {
    expect(memberLimits.safeParse({ month: "5", day: "", userId: "x" }).success).toBe(false);
  });
});

describe("applyLimits", () => {
  test("sets both limits and removes those left empty", () =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "owner");
      const member = await givenMember(tx);
      const target = { scope: "member" as const, scopeId: member.actor.userId };
      await applyLimits(admin, target, { month: usd(8n), day: usd(1n) });
      expect(await limitsOf(member)).toEqual({ month: usd(8n), day: usd(1n) });
      await applyLimits(admin, target, { month: usd(9n), day: null });
      expect(await limitsOf(member)).toEqual({ month: usd(9n) });
    }));

  test("changes neither limit when one of them is refused", () =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "owner");
      const member = await givenMember(tx);
      const target = { scope: "member" as const, scopeId: member.actor.userId };
      const tooMuch = { month: usd(5n), day: usd(1_000_001n) };
      await expect(applyLimits(admin, target, tooMuch)).rejects.toMatchObject({ code: "invalid" });
      expect(await limitsOf(member)).toEqual({});
    }));
});

describe("applyLimitsToEveryone", () => {
  test("leaves limits of a member's own and disabled members as they are", () =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "owner");
      const [plain, owning, gone] = [
        await givenMember(tx),
        await givenMember(tx),
        await givenMember(tx, "member", new Date()),
      ];
      const { userId } = owning.actor;
      await setBudget(admin, { ...memberBudget(userId, "month"), limit: usd(20n) });
      await applyLimitsToEveryone(admin, { month: usd(8n), day: null });
      expect(await limitsOf(plain)).toEqual({ month: usd(8n) });
      expect(await limitsOf(owning)).toEqual({ month: usd(20n) });
      expect(await limitsOf(gone)).toEqual({});
    }));

  test("replaces them when asked to, and leaves the period that was not named", () =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "owner");
      const { userId } = admin.actor;
      await setBudget(admin, { ...memberBudget(userId, "month"), limit: usd(20n) });
      await setBudget(admin, { ...memberBudget(userId, "day"), limit: usd(2n) });
      await applyLimitsToEveryone(admin, { month: usd(8n), day: null, replace: "on" });
      expect(await limitsOf(admin)).toEqual({ month: usd(8n), day: usd(2n) });
    }));

  test("asks for an amount when both fields are empty", () =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "owner");
      await expect(applyLimitsToEveryone(admin, { month: null, day: null })).rejects.toMatchObject({
        code: "invalid",
        details: { field: "month" },
      });
    }));

  test("does nothing for a member", () =>
    inTestTransaction(own.db, async (tx) => {
      const member = await givenMember(tx);
      await expect(applyLimitsToEveryone(member, { month: usd(8n), day: null })).rejects.toMatchObject({
        code: "forbidden",
      });
    }));
});
