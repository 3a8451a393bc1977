import type { Page } from "@playwright/test";
import { readPdf } from "@/lib/finance/testing/read-pdf";
import { toDecimalUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { exportAs } from "./fixtures/files";
import { spentBy } from "./fixtures/ledger";
import { recordAnswer } from "./fixtures/spend";
import { amountsOf, expectAmount, tile } from "./pages/report";

/** The exact sum of a CSV column; no cell before it has a comma. */
async function sumOfFile(page: Page, menu: string): Promise<string> {
  const { bytes } = await exportAs(page, "CSV", menu);
  const [head = "", ...rows] = bytes.toString().trimEnd().split("\r\n");
  const column = head.split(",").indexOf("cost_pico_usd");
  return toDecimalUsd(rows.reduce((sum, row) => sum + BigInt(row.split(",")[column] ?? ""), 0n));
}

test("a month is told by kind of token, by what was saved and by run, and every sum is the ledger's", {
  tag: "@phone",
}, async ({ page, openAs, admin, member, db }) => {
  const { userId } = member;
  for (let n = 0; n < 23; n++) {
    await recordAnswer(db, {
      ...{ userId, at: new Date(), question: "What does it cost?", answer: "Very little." },
      ...{ inputTokens: 3_000 + n, outputTokens: 900, cachedInputTokens: 1_024 },
      model: n === 0 ? "gpt-4o" : "gpt-4o-mini",
      ending: n === 1 ? "stopped" : "completed",
      thread: { title: `Topic ${n + 1}` },
    });
  }
  const spent = toDecimalUsd(await spentBy(db, member));
  await page.goto("/usage");
  await expectAmount(tile(page, "Spent this month"), spent);
  // 21 answers of gpt-4o-mini save half of $0.15 per 1M, one of gpt-4o half of $2.50; the stopped one does not count.
  await expectAmount(tile(page, "Saved"), "0.0028928");
  const kinds = await amountsOf(page.getByRole("region", { name: "Cost by kind of token" }));
  expect(Object.keys(kinds)).toEqual([
    ...["Input", "Cached input", "Written to the cache", "Output", "Estimated, not split"],
  ]);
  const categories = await amountsOf(page.getByRole("region", { name: "Cost by category" }));
  expect(categories).toEqual({ "No category": spent });
  await expectAccessible(page, "usage with all of its figures");

  const runs = page.getByRole("list", { name: "Runs" }).getByRole("listitem");
  await expect(runs).toHaveCount(20);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(runs).toHaveCount(3);
  await page.getByRole("combobox", { name: "Certainty" }).selectOption("estimated");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/certainty=estimated/);
  await expect(runs).toHaveCount(1);
  await runs.first().getByRole("button").click();
  await expect(runs.first().locator("[data-formula]")).toContainText("× $0.15/1M");
  await expect(runs.first()).toContainText("Estimated:");
  await expectAccessible(page, "an opened run");

  await page.getByRole("link", { name: "Clear the filter" }).click();
  await expect(runs).toHaveCount(20);
  for (const of of ["the runs", "the month by day"]) {
    expect(await sumOfFile(page, `Export ${of}`)).toBe(spent);
    const { text } = await readPdf((await exportAs(page, "PDF", `Export ${of}`)).bytes);
    expect(text).toMatch(new RegExp(`All .* ${spent.replace(".", "\\.")}\\b`));
  }

  const administration = await openAs(admin);
  await administration.goto(`/admin/members/${userId}`);
  await expect(administration.getByRole("heading", { name: member.name })).toBeVisible();
  await expectAmount(tile(administration, "Spent this month"), spent);
  await expect(administration.getByText("In 23 threads")).toBeVisible();
  await expect(administration.getByText(/Topic \d/)).toHaveCount(0);
  await expectAccessible(administration, "a member as an admin sees them");
});
