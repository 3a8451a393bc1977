import { randomUUID } from "node:crypto";
import { assignMember } from "@/lib/budgets";
import { storeMonthlyReports } from "@/lib/finance";
import { createDepartment } from "@/lib/org";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { exportAs, fileOf } from "./fixtures/files";
import { ctxOf } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";

const ANSWER = { question: "A question", answer: "An answer", thread: { title: "A thread" } };

test("an admin gives a department its share, and takes its statement along", { tag: "@phone" }, async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const ctx = ctxOf(db, admin);
  const name = `=Sales ${randomUUID().slice(0, 8)}`;
  const { departmentId } = await createDepartment(ctx, { name });
  await assignMember(ctx, { userId: member.userId, departmentId, planId: null });
  await recordAnswer(db, {
    ...ANSWER,
    userId: member.userId,
    at: new Date(),
    inputTokens: 90_000,
    outputTokens: 20_000,
  });

  const page = await openAs(admin);
  await page.goto(`/admin/departments?q=${encodeURIComponent(name)}`);
  const share = page.getByRole("textbox", { name: `Share of ${name} in percent` });
  await expect(share).toHaveValue("");
  await expect(async () => {
    await share.fill("a lot");
    await page.getByRole("button", { name: "Save shares" }).click();
    await expect(page.getByText(`${name}: Enter a percentage from 0 to 100, such as 12.5.`)).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();
  await expect(share).toBeFocused();
  await expectAccessible(page, "departments with a refused share");
  await share.fill("1.25");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Saved\. All shares together are/)).toBeVisible();
  const row = page.getByRole("region", { name: "Departments", exact: true }).getByRole("row", { name });
  await expect(row).toContainText("1 member");
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0], "nothing is wider than the screen").toBeLessThanOrEqual(widths[1] ?? 0);

  await row.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.getByRole("article", { name: "Shared" })).toContainText(
    "1.25% of what no department made",
  );
  await expect(page.getByRole("region", { name: "Cost by member" })).toContainText(member.name);
  await expectAccessible(page, "a statement");
  const pdf = await exportAs(page, "PDF");
  expect(pdf.name).toMatch(/^purser-\d{4}-\d{2}-sales-.*\.pdf$/);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const csv = await exportAs(page, "CSV");
  expect(csv.bytes.toString(), "no cell is a formula").toContain(`,'${name},${member.name},`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("article", { name: "Spent" })).toBeVisible();
});

test("finance has its files of a month that is over, and the provider's costs beside the computed ones", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const now = new Date();
  const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15, 12));
  await recordAnswer(db, {
    ...ANSWER,
    userId: member.userId,
    at: lastMonth,
    inputTokens: 90_000,
    outputTokens: 20_000,
  });
  const settled = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1, 4));
  await storeMonthlyReports(db, { timeZone: "UTC", now: settled });

  const page = await openAs(admin);
  await page.goto("/admin/reports");
  const reports = page.getByRole("region", { name: "Monthly reports" });
  const stored = await fileOf(page, () =>
    reports
      .getByRole("link", { name: /^PDF of / })
      .first()
      .click(),
  );
  expect(stored.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  await expectAccessible(page, "reports");
  const mailed = page.getByRole("list", { name: "Reports by mail" });
  await expect(mailed).toContainText("Nobody is named, so it is not mailed.");
  await expect(async () => {
    await mailed.getByRole("button", { name: "Change who gets the report: The organisation" }).click();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const addresses = page.getByRole("textbox", { name: "Email addresses" });
  await addresses.fill("finance");
  await page.keyboard.press("Enter");
  await expect(page.getByText("“finance” is no email address.")).toBeVisible();
  await expect(addresses).toBeFocused();
  await expectAccessible(page, "a refused recipient");
  await addresses.fill("finance@example.org, books@example.org");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved. The next report goes to 2 addresses.")).toBeVisible();
  await expect(mailed).toContainText("books@example.org, finance@example.org");
  const day = lastMonth.toISOString().slice(0, 10);
  for (const name of ["First day", "Last day"]) await page.getByLabel(name).fill(day);
  const focus = await fileOf(page, () => page.getByRole("button", { name: "Export FOCUS 1.3" }).click());
  expect(focus.name).toBe(`purser-focus-${day}-${day}.csv`);
  expect(focus.bytes.toString()).toContain("Output tokens for gpt-4o-mini");
  expect(focus.bytes.toString()).not.toContain(member.userId);

  await page.getByRole("link", { name: "Reconciliation" }).click();
  await expect(page.getByRole("heading", { name: "Reconciliation", level: 1 })).toBeVisible();
  await page.goto(`/admin/reconciliation?provider=openai&from=${day}&to=${day}`);
  const table = page.getByRole("region", { name: "Computed beside billed" });
  await expect(table.getByRole("row", { name: "gpt-4o-mini" })).toContainText("not read yet");
  const costs = page.getByRole("textbox", { name: "Costs" });
  await expect(async () => {
    await costs.fill("date,model,usd\nyesterday,gpt-4o-mini,1");
    await page.getByRole("button", { name: "Read costs" }).click();
    await expect(page.getByText("Line 2 has no day such as 2026-11-22.")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await costs.fill(`date,model,usd\n${day},gpt-4o-mini,250`);
  await page.getByRole("button", { name: "Read costs" }).click();
  await expect(table.getByRole("row", { name: "gpt-4o-mini" })).toContainText("did not go through Purser");
  await expectAccessible(page, "a reconciliation");
  const compared = await exportAs(page, "CSV");
  expect(compared.bytes.toString()).toContain(`${day},gpt-4o-mini,`);
  const printed = await exportAs(page, "PDF");
  expect(printed.name).toBe(`purser-reconciliation-openai-${day}-${day}.pdf`);
  expect(printed.bytes.subarray(0, 5).toString()).toBe("%PDF-");

  const theirs = await openAs(member);
  for (const file of [
    "focus?from=2026-01-01&to=2026-01-02",
    "monthly",
    `monthly/${randomUUID()}`,
    "departments",
    "reconciliation?as=pdf",
  ]) {
    expect((await theirs.request.get(`/api/reports/${file}`)).status(), `${file}, to a member`).toBe(404);
  }
  expect((await theirs.request.get(`/admin/departments/${randomUUID()}`)).status()).toBe(404);
  expect((await page.request.get(`/admin/departments/${randomUUID()}`)).status()).toBe(404);
  const missing = await page.request.get(`/api/reports/monthly?department=${randomUUID()}`);
  expect(missing.status()).toBe(404);
});
