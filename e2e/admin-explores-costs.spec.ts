import { parseUsd, toDecimalUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { spentBy } from "./fixtures/ledger";
import { recordAnswer } from "./fixtures/spend";
import { CostsPage } from "./pages/costs";
import { expectAmount, tile } from "./pages/report";

const ANSWER = { question: "A question", answer: "An answer", thread: { title: "A thread" } };
const PAGES_WITH_ADDRESSES = [
  ...["/usage", "/admin/costs", "/admin/members", "/admin/models", "/admin/assistants", "/admin/requests"],
  ...["/admin/budgets", "/admin/budgets/plans", "/admin/budgets/departments", "/admin/departments"],
  ...["/admin/reports", "/admin/reconciliation", "/admin/alerts", "/admin/audit", "/admin/planning"],
];
const DAY_MS = 86_400_000;

test("an admin finds a member's spend by groups and filters, and the page, its table and its file agree", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const { userId } = member;
  const answer = { ...ANSWER, userId, at: new Date() };
  await recordAnswer(db, { ...answer, inputTokens: 900_000, outputTokens: 20_000, model: "gpt-4o" });
  await recordAnswer(db, { ...answer, inputTokens: 90_000, outputTokens: 20_000 });
  const spent = toDecimalUsd(await spentBy(db, member));
  const page = await openAs(admin);
  const costs = new CostsPage(page);
  await page.goto("/admin/costs");
  await costs.filter("Member", member.email, member.name);
  await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
  await expectAmount(tile(page, "Spend"), spent);
  await expect(tile(page, "Per active member")).toContainText("1 member active");
  await expect(tile(page, "Per message")).toContainText("2 answers");

  await costs.choose("Second group", "then by purpose");
  await costs.choose("Group by", "By provider");
  await expect(page).toHaveURL(/by=provider/);
  const groups = costs.table("By provider and purpose");
  await expect(groups.getByRole("row", { name: /^Answers/ })).toBeVisible();
  const legend = page.getByRole("list", { name: "Legend" });
  await legend.getByRole("link", { name: /^\S+ · Answers$/ }).click();
  await expect(costs.chips.getByRole("listitem")).toHaveCount(4);
  await expectAmount(tile(page, "Spend"), spent);
  await costs.chips.getByRole("link", { name: "Remove the filter Purpose: Answers" }).click();
  await expect(costs.chips.getByRole("listitem")).toHaveCount(3);
  await costs.chips.getByRole("link", { name: /^Remove the filter Provider: / }).click();
  await expect(costs.chips.getByRole("listitem")).toHaveCount(2);
  await costs.choose("Second group", "no second group");
  await costs.choose("Group by", "By model");
  await expect(costs.table("By model").getByRole("link", { name: "gpt-4o", exact: true })).toBeVisible();
  await legend.getByRole("link", { name: "gpt-4o", exact: true }).focus();
  const bars = page.locator(".recharts-bar");
  await expect(bars.nth(0), "what the legend points at stays").toHaveCSS("opacity", "1");
  await expect(bars.nth(1), "and the rest fades").toHaveCSS("opacity", "0.18");
  await page.locator(".recharts-bar-rectangle path").first().click();
  const chip = costs.chips.getByRole("link", { name: "Remove the filter Model: gpt-4o" });
  await chip.click();
  await expect(chip).toHaveCount(0);
  await page.getByRole("link", { name: "Table" }).click();
  const table = costs.table(/^Daily cost by model/);
  await expect(table.getByRole("columnheader", { name: "gpt-4o", exact: true })).toBeVisible();
  await expectAmount(table.locator("tfoot td").last(), spent);
  const lines = await costs.file();
  const column = lines[0]?.indexOf("cost_usd") ?? -1;
  const inFile = lines.slice(1).reduce((sum, line) => sum + parseUsd(line[column] ?? ""), 0n);
  expect(toDecimalUsd(inFile)).toBe(spent);

  await costs.table("By model").getByRole("link", { name: "gpt-4o", exact: true }).click();
  await expect(costs.chips.getByRole("listitem")).toHaveCount(3);
  await expect(tile(page, "Per message")).toContainText("1 answer");
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Dear answers");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(costs.views.getByRole("link", { name: "Dear answers" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await costs.chips.getByRole("link", { name: "Remove all" }).click();
  await expect(costs.chips).toHaveCount(0);
  await costs.views.getByRole("link", { name: "Dear answers" }).click();
  await expect(tile(page, "Per message")).toContainText("1 answer");
  await costs.menuOf("Dear answers", "Rename");
  await page.getByRole("textbox", { name: "Name" }).fill("Dearest");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await costs.menuOf("Dearest", "Delete");
  await expect(costs.views).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(costs.views.getByRole("link", { name: "Dearest" })).toBeVisible();

  await page.goto(`/admin/costs?member=${userId}&purpose=title&range=nonsense`);
  await expect(page.getByText("The range in the address is unknown")).toBeVisible();
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await expect(tile(page, "Blocked requests")).toContainText("–");

  for (const path of PAGES_WITH_ADDRESSES) {
    const html = await (await page.request.get(`${path}?after=zzz&group=zzz`)).text();
    expect(html, path).toMatch(/“(after|group)” and “(after|group)” in this address are not understood/);
  }

  const theirs = await openAs(member);
  await theirs.goto("/");
  expect((await theirs.request.get("/api/reports/costs")).status()).toBe(404);
  expect((await page.request.get("/api/reports/costs?range=nonsense")).status()).toBe(422);
});

test("an admin looks into a day that stands out, dismisses it and marks it again", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const { userId } = member;
  const call = { ...ANSWER, userId, outputTokens: 1_000, model: "gpt-4o" };
  for (let days = 12; days > 0; days--) {
    const at = new Date(Date.now() - days * DAY_MS);
    await recordAnswer(db, { ...call, at, inputTokens: days === 2 ? 20_000_000 : 200_000 });
  }
  const page = await openAs(admin);
  const costs = new CostsPage(page);
  await page.goto(`/admin/costs?member=${userId}`);
  await expect(costs.anomalies.getByRole("listitem")).toHaveCount(1);
  await expect(page.locator(".stack-mark")).toHaveText(/^\+\$\d+$/);
  await page.getByRole("navigation", { name: "Rule" }).getByRole("link", { name: "2 deviations" }).click();
  await expect(page.getByText("This rule cannot fire on five points or fewer")).toBeVisible();
  await expect(costs.anomalies.getByRole("listitem")).toHaveCount(1);
  await page.getByRole("navigation", { name: "Rule" }).getByRole("link", { name: "Robust" }).click();
  await expect(page.getByText("the same weekdays of the eight weeks before")).toBeVisible();

  await page.locator(".stack-mark").click();
  await expect(page).toHaveURL(/range=custom/);
  const causes = page.getByRole("list", { name: "Causes" });
  await expect(causes.getByRole("link", { name: member.name })).toBeVisible();
  await expect(causes.getByRole("link", { name: "gpt-4o", exact: true })).toBeVisible();

  await page.getByRole("button", { name: /^Dismiss / }).click();
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect(page.getByText("Say why nobody has to look at this day again.")).toBeVisible();
  await page.getByRole("textbox", { name: "Reason" }).fill("The workshop in May.");
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect(costs.dismissed).toContainText("The workshop in May.");
  await expect(costs.anomalies).toHaveCount(0);
  await page.getByRole("button", { name: /^Mark .* again$/ }).click();
  await expect(costs.anomalies.getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(costs.dismissed).toContainText("The workshop in May.");
});
