import { parseUsd, toDecimalUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { periodsOf, spentBy } from "./fixtures/ledger";
import { recordAnswer } from "./fixtures/spend";
import { expectAmount } from "./pages/report";

const ANSWER = { question: "A question", answer: "An answer", thread: { title: "A thread" } };

test("an admin sees what a member spent and sets a budget for the month and the day", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const { userId } = member;
  await recordAnswer(db, { ...ANSWER, userId, at: new Date(), inputTokens: 90_000, outputTokens: 20_000 });
  const page = await openAs(admin);
  await page.goto("/");
  await page.getByRole("link", { name: "Admin" }).click();
  await expect(page).toHaveURL("/admin/costs");
  await page.goto("/admin");
  await expect(page).toHaveURL("/admin/costs");
  await page.getByRole("searchbox", { name: "Find members" }).fill(member.email);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  const row = page.getByRole("region", { name: "Spend by member" }).getByRole("row", { name: member.name });
  await expectAmount(row, toDecimalUsd(await spentBy(db, member)));

  await expect(row).toContainText("None of their own.");
  await expect(row.getByRole("link", { name: /^What else limits them: Month/ })).toHaveAttribute(
    "href",
    `/admin/budgets/members/${userId}`,
  );

  await row.getByRole("button", { name: `Set budget of ${member.name}` }).click();
  const month = page.getByRole("textbox", { name: "Each month, in US dollars" });
  await month.fill("five");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter dollars with a point, such as 5 or 0.25")).toBeVisible();
  await expect(month).toHaveValue("five");
  await month.fill("5");
  await page.getByRole("textbox", { name: "Each day, in US dollars" }).fill("0.25");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row.getByRole("meter", { name: `Month budget of ${member.name}` })).toBeVisible();
  await expect(row).toContainText("of $5.00");
  const limits = (await periodsOf(db, member)).map((period) => period.limit).toSorted();
  expect(limits).toEqual([parseUsd("0.25"), parseUsd("5")]);

  const theirs = await openAs(member);
  await theirs.goto("/");
  await expect(theirs.getByRole("status", { name: "Budget" })).toContainText("of $");
});
