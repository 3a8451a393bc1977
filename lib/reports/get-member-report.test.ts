import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { getMemberMonth } from "./get-member-month";
import { getMemberReport } from "./get-member-report";
import { listMemberDays } from "./list-member-days";
import { bookPriced, givenPrice } from "./testing/priced";

const db = useTestDb();
const NOVEMBER = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };

describe("getMemberReport", () => {
  test("has the member's own figures, and no name of a thread", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const price = await givenPrice(tx);
      const call = { userId: member.userId, at: new Date("2026-11-10T12:00:00Z"), price };
      const { threadId } = await bookPriced(tx, { ...call, usage: { inputTokens: 100, outputTokens: 9 } });
      await tx.update(threads).set({ title: "Private matters" }).where(eq(threads.id, threadId));
      const report = await getMemberReport({ db: tx, actor: admin }, { ...NOVEMBER, userId: member.userId });
      const {
        threads: _,
        otherThreads: __,
        ...own
      } = await getMemberMonth({ db: tx, actor: member }, NOVEMBER);
      expect(report.month).toEqual(own);
      expect(report.threadCount).toBe(1);
      const rows = await listMemberDays({ db: tx, actor: admin }, { ...NOVEMBER, userId: member.userId });
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.reduce((sum, { costPicoUsd }) => sum + costPicoUsd, 0n)).toBe(own.total.costPicoUsd);
      const text = JSON.stringify(report, (_key, value) => (typeof value === "bigint" ? `${value}` : value));
      expect(text).not.toContain("Private matters");
      expect(text).not.toContain(threadId);
    }));

  test("is missing to members, also their own, and for whom there is not", () =>
    inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const asks = [
        { actor: member, userId: admin.userId },
        { actor: member, userId: member.userId },
        { actor: admin, userId: newId() },
        { actor: admin, userId: "nonsense" },
      ];
      for (const { actor, userId } of asks) {
        const asked = getMemberReport({ db: tx, actor }, { ...NOVEMBER, userId });
        await expect(asked).rejects.toMatchObject({ code: "not_found" });
        const days = listMemberDays({ db: tx, actor }, { ...NOVEMBER, userId });
        await expect(days).rejects.toMatchObject({ code: "not_found" });
      }
    }));
});
