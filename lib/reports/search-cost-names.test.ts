import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { departments, plans } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { sealDays } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { searchCostNames } from ".";
import { bookCall } from "./testing/calls";
import { givenMember } from "./testing/rows";
import type { CostGroup } from "./types";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const range = { from: "2019-11-01", to: "2019-11-30" };

describe("searchCostNames", () => {
  test("finds by a part of the name, in any letter case, and takes signs for themselves", () =>
    inOwn(async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const member = await givenMember(tx, "Member 100%");
      await tx.insert(departments).values({ id: newId(), name: "Sales_North" });
      await tx.insert(plans).values({ id: newId(), name: "Trial" });
      const labels = async (group: CostGroup, text: string) =>
        (await searchCostNames(admin, { group, text, range })).map(({ label }) => label);
      expect(await labels("member", "100%")).toEqual(["Member 100%"]);
      expect(await labels("member", member.actor.userId.toUpperCase())).toEqual(["Member 100%"]);
      expect(await labels("department", "sales_n")).toEqual(["Sales_North"]);
      expect(await labels("department", "sales%n")).toEqual([]);
      expect(await labels("plan", "")).toContain("Trial");
    }));

  test("finds models, providers and purposes that were used in the days, sealed and open", () =>
    inOwn(async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const { userId } = admin.actor;
      const call = (day: string, model: string) =>
        bookCall(tx, { userId, model, at: new Date(`${day}T12:00:00Z`), timeZone: "UTC", costPicoUsd: 1n });
      await call("2019-11-01", "model-old");
      await call("2019-11-20", "model-new");
      await call("2019-12-20", "model-later");
      await sealDays(tx, { timeZone: "UTC", now: new Date("2019-11-10T12:00:00Z") });
      const keys = async (group: CostGroup, text: string) =>
        (await searchCostNames(admin, { group, text, range })).map(({ key }) => key.replace(/^.*\//, ""));
      expect(await keys("model", "MODEL")).toEqual(["model-new", "model-old"]);
      expect(await keys("model", "later")).toEqual([]);
      expect(await keys("purpose", "ans")).toEqual(["answer"]);
      expect(await keys("provider", "nobody")).toEqual([]);
    }));

  test("answers twenty at most, and nothing to a member", () =>
    inOwn(async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const members: Ctx[] = [];
      for (let n = 0; n < 25; n++) members.push(await givenMember(tx, `Member ${n}`));
      const asked = { group: "member", text: "Member", range } as const;
      expect(await searchCostNames(admin, asked)).toHaveLength(20);
      await expect(searchCostNames(members[0] ?? admin, asked)).rejects.toMatchObject({ code: "not_found" });
    }));
});
