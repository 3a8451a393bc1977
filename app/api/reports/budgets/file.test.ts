import { expect, test } from "vitest";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { getEnv } from "@/lib/env";
import { renderSheet } from "@/lib/finance";
import { readCsv } from "@/lib/finance/testing/read-csv";
import { readPdf } from "@/lib/finance/testing/read-pdf";
import { sheetLines } from "@/lib/reports";
import { bookCall } from "@/lib/reports/testing/calls";
import { givenMember } from "@/lib/reports/testing/rows";
import { budgetsFile } from "./file";

const own = useOwnDb();
const usd = 10n ** 12n;

test("budgets say how much of what is used is estimated, and on paper that it is about", () =>
  inTestTransaction(own.db, async (tx) => {
    const admin = await givenMember(tx, "Owner", "owner");
    const { actor } = await givenMember(tx, "Member 07");
    const call = { at: new Date(), timeZone: getEnv().ORG_TIME_ZONE };
    await bookCall(tx, { ...call, userId: actor.userId, costPicoUsd: 3n * usd });
    await bookCall(tx, { ...call, userId: admin.actor.userId, costPicoUsd: usd, estimated: true });
    await setBudget(admin, { ...memberBudget(actor.userId, "month"), limit: 10n * usd });
    await setBudget(admin, {
      ...memberBudget(actor.userId, "month"),
      scope: "org",
      scopeId: null,
      limit: 20n * usd,
    });
    const { sheet, title } = budgetsFile(admin, {});
    let text = "";
    for await (const lines of sheetLines(sheet)) text += lines;
    const rows = readCsv(text);
    expect(rows.find(({ for_id }) => for_id === actor.userId)).toMatchObject({ used: "3", estimated: "0" });
    expect(rows.find(({ scope, period }) => scope === "org" && period === "month")).toMatchObject({
      ...{ used: "4", estimated: "1", left: "16" },
    });
    const again = budgetsFile(admin, {}).sheet;
    const report = { title, about: [], figures: [], sheet: again, readAt: call.at, wide: true };
    const paper = await readPdf(await renderSheet(admin, report));
    expect(paper.text).toMatch(/about \$4\.00/);
    expect(paper.text).toMatch(/about \$16\.00/);
    expect(paper.text).not.toMatch(/about \$[37]\.00/);
  }));
