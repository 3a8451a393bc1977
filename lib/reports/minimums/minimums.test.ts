import { desc } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { parseUsd } from "@/lib/money";
import { getMinimums, setMinimums } from "..";
import { givenMember } from "../testing/rows";

const own = useOwnDb();
const minimums = (anomaly: string, suggestion: string) => ({
  anomalyMinPicoUsd: parseUsd(anomaly),
  suggestionMinPicoUsd: parseUsd(suggestion),
});

describe("setMinimums", () => {
  test("holds from then on, in place of a dollar each, and the audit log knows both", () =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "Admin", "admin");
      expect(await getMinimums(tx)).toEqual(minimums("1", "1"));
      await setMinimums(admin, minimums("0.05", "2"));
      expect(await getMinimums(tx)).toEqual(minimums("0.05", "2"));
      await setMinimums(admin, minimums("0.05", "3"));
      const [row] = await tx.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
      expect(row).toMatchObject({
        act: "report_minimums.set",
        before: { anomalyMinPicoUsd: "50000000000", suggestionMinPicoUsd: "2000000000000" },
        after: { anomalyMinPicoUsd: "50000000000", suggestionMinPicoUsd: "3000000000000" },
      });
    }));

  test.each([
    ["0", "1", "anomalyMinPicoUsd"],
    ["1000000.01", "1", "anomalyMinPicoUsd"],
    ["1", "0", "suggestionMinPicoUsd"],
  ])("refuses %s and %s at %s", (anomaly, suggestion, field) =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "Admin", "admin");
      await expect(setMinimums(admin, minimums(anomaly, suggestion))).rejects.toMatchObject({
        ...{ code: "invalid", details: { field } },
      });
      expect(await getMinimums(tx)).toEqual(minimums("1", "1"));
    }),
  );

  test("does not exist for a member", () =>
    inTestTransaction(own.db, async (tx) => {
      const member = await givenMember(tx);
      await expect(setMinimums(member, minimums("1", "1"))).rejects.toMatchObject({ code: "not_found" });
    }));
});
