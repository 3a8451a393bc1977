import { randomUUID } from "node:crypto";
import { setBudget } from "@/lib/budgets";
import { parseUsd } from "@/lib/money";
import { createDepartment } from "@/lib/org";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { exportAs } from "./fixtures/files";
import { ctxOf } from "./fixtures/people";

test("an admin reads who did what, verifies the chain and takes it along as a file", {
  tag: "@phone",
}, async ({ openAs, admin, member, db }) => {
  const ctx = ctxOf(db, admin);
  const budget = { scope: "member", scopeId: member.userId, period: "month", unit: "usd" } as const;
  for (const usd of ["5", "8"]) await setBudget(ctx, { ...budget, onLimit: "block", limit: parseUsd(usd) });
  const department = `=1+1 ${randomUUID().slice(0, 8)}`;
  await createDepartment(ctx, { name: department });

  const page = await openAs(admin);
  await page.goto("/admin/members");
  await page
    .getByRole("navigation", { name: "Administration" })
    .getByRole("link", { name: "Audit", exact: true })
    .click();
  const log = page.getByRole("list", { name: "Audit log" });
  await expect(log.getByRole("listitem").first()).toBeVisible();
  await page.getByRole("searchbox", { name: "Search", exact: true }).fill(member.name);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page).toHaveURL(/q=Member/);
  const set = log.getByRole("listitem").filter({ hasText: `Budget set: ${member.name}` });
  await expect(set).toHaveCount(2);
  await expect(set.first()).toContainText(admin.name);
  await set.first().getByText("Details").click();
  await expect(set.first().getByRole("definition").first()).toHaveText("$5.00 → is now $8.00");
  await expectAccessible(page, "the audit log");
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0], "nothing is wider than the screen").toBeLessThanOrEqual(widths[1] ?? 0);

  await page.getByRole("combobox", { name: "Act" }).selectOption({ label: "Member added" });
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(log.getByRole("listitem")).toHaveCount(1);
  await expect(log.getByRole("listitem")).toContainText("The command line");

  await page.goto(`/admin/audit?person=${admin.userId}`);
  await expect(page.getByText(`Only what ${admin.name} did.`)).toBeVisible();
  await expect(log.getByRole("listitem")).toHaveCount(3);
  const chain = page.getByRole("region", { name: "Chain" });
  await chain.getByRole("button", { name: "Verify the chain" }).click();
  await expect(chain.getByRole("status")).toContainText(/Chain verified up to #\d+/);
  await expectAccessible(page, "a verified chain");

  const file = (await exportAs(page, "CSV")).bytes.toString();
  const lines = file.trimEnd().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(`,department.create,department,`);
  expect(lines[1], "no cell is a formula").toContain(`,'${department},`);
});

test("to a member neither the log nor its file exists", async ({ page, openAs, watch }) => {
  watch.expect(/^404 GET .*\/admin\/audit$/);
  expect((await page.goto("/admin/audit"))?.status()).toBe(404);
  await expect(page.getByRole("list", { name: "Audit log" })).toHaveCount(0);
  expect((await page.request.get("/api/reports/audit")).status()).toBe(404);
  const visitor = await openAs(null);
  await visitor.goto("/sign-in");
  expect((await visitor.request.get("/api/reports/audit")).status()).toBe(401);
});
