import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { assistants, departments, plans, refusalDays, users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { sealDays } from "@/lib/ledger";
import { getCosts } from ".";
import { bookCall } from "./testing/calls";
import { givenMember } from "./testing/rows";
import type { CostFilters, CostsInput } from "./types";

const own = useOwnDb();
const ASKED: CostsInput = {
  range: { preset: "custom", from: "2024-03-01", to: "2024-03-04" },
  ...{ granularity: "day", group: "model", timeZone: "UTC", now: new Date("2024-03-20T00:00:00Z") },
};

/** A call on each of four days, half of them sealed, and a refusal: all of one member, department, plan and assistant. */
async function givenFourDays(tx: Conn): Promise<{ [group in keyof CostFilters]: string }> {
  const { userId } = (await givenMember(tx, "Member 07")).actor;
  const [department, plan, assistant] = [newId(), newId(), newId()];
  await tx.insert(departments).values({ id: department, name: "Sales" });
  await tx.insert(plans).values({ id: plan, name: "Trial" });
  await tx.update(users).set({ departmentId: department, planId: plan }).where(sql`id = ${userId}`);
  const instructions = { instructions: "Be brief.", instructionsTokens: 3 };
  await tx.insert(assistants).values({ id: assistant, userId, name: "Translator", ...instructions });
  const of = { userId, departmentId: department, assistantId: assistant, timeZone: "UTC" };
  for (const day of ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04"]) {
    await bookCall(tx, { ...of, at: new Date(`${day}T12:00:00Z`), costPicoUsd: 10n });
  }
  await sealDays(tx, { timeZone: "UTC", now: new Date("2024-03-04T01:00:00Z") });
  const refused = { day: "2024-03-02", provider: "openai", model: "model-1", refusals: 3 };
  await tx.insert(refusalDays).values({ ...refused, userId });
  return { member: userId, department, plan, assistant };
}

test("ids in capitals are the same ids, on sealed days and on others", () =>
  inTestTransaction(own.db, async (tx) => {
    const admin = await givenMember(tx, "Owner", "owner");
    for (const [filter, id] of Object.entries(await givenFourDays(tx))) {
      for (const group of ["model", "member", "department", "plan", "assistant"] as const) {
        const filters = { [filter]: [id.toUpperCase()] };
        const costs = await getCosts(admin, { ...ASKED, group, filters });
        expect(
          { cost: costs.total.costPicoUsd, members: costs.activeMembers, refusals: costs.refusals },
          `${filter} by ${group}`,
        ).toEqual({ cost: 40n, members: 1, refusals: filter === "assistant" ? null : 3 });
      }
    }
  }));
