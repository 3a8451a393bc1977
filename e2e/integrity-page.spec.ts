import { toDecimalUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { entriesOf, spentBy } from "./fixtures/ledger";
import { limit } from "./fixtures/people";
import { upstream } from "./fixtures/upstream";
import { expectAmount, tile } from "./pages/report";
import { ThreadPage, unique } from "./pages/thread";

test("an admin sees that everything adds up, and corrects an estimate", async ({
  page,
  openAs,
  admin,
  member,
  db,
}) => {
  const thread = new ThreadPage(page);
  const question = unique("Never mind");
  await upstream.behave(question, "first:60000");
  await page.goto("/");
  await thread.begin(question);
  await thread.stop.click();
  await thread.settled();

  const audit = await openAs(admin);
  await audit.goto("/admin/costs");
  await audit
    .getByRole("navigation", { name: "Administration" })
    .getByRole("link", { name: "Integrity" })
    .click();
  await audit.getByRole("button", { name: /^Check (again|now)$/ }).click();
  const verdict = audit.getByRole("status", { name: "Verdict" });
  await expect(verdict).toContainText("Everything adds up");
  await expect(verdict).toContainText(/[\d,]+ entr(y|ies) re-added, drift 0\./);
  await expect(audit.getByRole("list", { name: "Checks" }).getByText("0 differences")).toHaveCount(8);
  await expect(audit.getByRole("status", { name: "Audit log" })).toContainText("The audit log is unbroken");
  const file = await audit.request.get("/api/reports/integrity");
  expect((await file.text()).match(/,sound,/g)).toHaveLength(9);
  await expect(tile(audit, /^Estimated in/)).toBeVisible();
  const row = audit
    .getByRole("region", { name: "Estimated amounts" })
    .getByRole("row", { name: member.name });
  await expect(row).toContainText("Stopped by the member");
  await expect(row).toContainText("The provider cannot be asked");
  await expectAmount(row, toDecimalUsd(await spentBy(db, member)));
  await expectAccessible(audit, "/admin/integrity");

  await row.getByRole("button", { name: `Correct the amount of ${member.name}` }).click();
  const cost = audit.getByRole("textbox", { name: "Real cost, in US dollars" });
  await cost.fill("-1");
  await audit.getByRole("textbox", { name: "Why" }).fill("The invoice says so.");
  await audit.getByRole("button", { name: "Book the correction" }).click();
  await expect(audit.getByText("Enter dollars with a point, such as 0.12")).toBeVisible();
  await expectAccessible(audit, "the form of a correction");
  await cost.fill("0.12");
  await audit.getByRole("button", { name: "Book the correction" }).click();
  await expect(audit.getByRole("dialog")).toHaveCount(0);
  await expect(row).toHaveCount(0);
  const corrected = audit
    .getByRole("region", { name: "Corrections" })
    .getByRole("row", { name: member.name });
  await expect(corrected).toContainText(admin.name);
  await expect(corrected).toContainText("The invoice says so.");
  expect(toDecimalUsd(await spentBy(db, member))).toBe("0.12");
  expect((await entriesOf(db, member)).at(-1)).toMatchObject({ certainty: "exact" });

  await audit.getByRole("button", { name: "Check again" }).click();
  await expect(audit.getByRole("button", { name: "Check again" })).toBeEnabled();
  await expect(verdict).toContainText("Everything adds up");
});

test("a budget that runs low is told to admins alone, and an estimate is corrected once the provider tells what it charged", async ({
  page,
  openAs,
  admin,
  member,
  db,
  watch,
}) => {
  const thread = new ThreadPage(page);
  await limit(db, member, { usd: "0.0004", period: "day" });
  await page.goto("/");
  const much = unique("Write a lot");
  await upstream.behave(much, "tokens:5000");
  await thread.ask(much);
  await limit(db, member, { usd: "5", period: "day" });
  const question = unique("Say nothing about tokens");
  await upstream.behave(question, "no_usage");
  await page.goto("/");
  await thread.ask(question);
  expect(await thread.costOf(thread.lastAnswer)).toMatchObject({ certainty: "estimated" });

  const audit = await openAs(admin);
  const alerts = audit.getByRole("list", { name: "Newest alerts" });
  const corrected = audit
    .getByRole("region", { name: "Corrections" })
    .getByRole("row", { name: member.name });
  await expect(async () => {
    await audit.goto("/admin/integrity");
    await expect(alerts).toContainText(`${member.name}'s budget for`, { timeout: 1_000 });
    await expect(corrected).toContainText("The provider told what this call used", { timeout: 1_000 });
  }).toPass();
  await page.reload();
  await expect(thread.lastAnswer.locator("[data-cost]")).toHaveAttribute("data-certainty", "exact");
  watch.expect(/^404 GET .*\/admin\/integrity$/);
  const answer = await page.goto("/admin/integrity");
  expect(answer?.status(), "the page does not exist for a member").toBe(404);
});
