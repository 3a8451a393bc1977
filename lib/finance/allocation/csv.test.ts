import { expect, test } from "vitest";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { bookCall } from "@/lib/reports/testing/calls";
import { givenMember } from "@/lib/reports/testing/rows";
import { renderSheet } from "../pdf/render-sheet";
import { givenDepartment, givenLimit } from "../testing";
import { readCsv } from "../testing/read-csv";
import { readPdf } from "../testing/read-pdf";
import { allocationCsv, allocationPaper } from "./csv";
import { setShares } from "./set-shares";

const own = useOwnDb();
const usd = 10n ** 12n;

test("say of each amount how much of it is estimated, and on paper of what is left that it is about", () =>
  inTestTransaction(own.db, async (tx) => {
    const admin = await givenMember(tx, "Owner", "owner");
    const departmentId = await givenDepartment(tx, "Sales");
    const now = new Date("2025-06-20T12:00:00Z");
    const call = { userId: admin.actor.userId, timeZone: "UTC", at: new Date("2025-06-10T12:00:00Z") };
    await bookCall(tx, { ...call, departmentId, costPicoUsd: 3n * usd });
    await bookCall(tx, { ...call, departmentId, costPicoUsd: usd, estimated: true });
    await bookCall(tx, { ...call, costPicoUsd: 4n * usd, estimated: true });
    const shares = [{ departmentId, basisPoints: 5_000 }];
    await setShares(admin, { shares, now, timeZone: "UTC" });
    await givenLimit(tx, { limit: 100n * usd, from: "2025-06-01T00:00:00Z" });
    const input = { month: "2025-06", timeZone: "UTC", now: new Date("2026-01-15T12:00:00Z") };
    let text = "";
    for await (const line of allocationCsv(admin, input)) text += line;
    expect(readCsv(text)).toMatchObject([
      {
        ...{ department: "Sales", direct_usd: "4", direct_estimated_usd: "1" },
        ...{ shared_usd: "2", shared_estimated_usd: "2", spent_usd: "6", estimated_usd: "3" },
      },
      { department: "not allocated", shared_usd: "2", shared_estimated_usd: "2", estimated_usd: "2" },
    ]);
    const paper = await readPdf(await renderSheet(admin, await allocationPaper(admin, input)));
    expect(paper.text).toContain("Left about $92.00");
    expect(paper.text).toMatch(/All 100 4 4 8 5 92/);
  }));
