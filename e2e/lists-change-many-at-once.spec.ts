import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { eq, inArray } from "drizzle-orm";
import { budgets, users } from "@/db/schema";
import { assignMember, setBudget } from "@/lib/budgets";
import { readPdf } from "@/lib/finance/testing/read-pdf";
import { parseUsd } from "@/lib/money";
import { createDepartment, savePlan } from "@/lib/org";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { exportAs } from "./fixtures/files";
import { ctxOf, makeMember } from "./fixtures/people";

const selectAll = (page: Page) => page.getByRole("checkbox", { name: "Select all on this page" });

test("an admin changes many members, budgets and departments at once, takes it back, and saves the list", async ({
  openAs,
  admin,
  db,
}) => {
  const ctx = ctxOf(db, admin);
  const word = randomUUID().slice(0, 8);
  const others = [await makeMember(db), await makeMember(db)];
  const people = [admin, ...others];
  for (const [n, { userId }] of people.entries()) {
    await db
      .update(users)
      .set({ name: `Team ${word} ${n}` })
      .where(eq(users.id, userId));
  }
  const unlimited = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };
  const { planId } = await savePlan(ctx, { name: `Plan ${word}`, ...unlimited });
  const page = await openAs(admin);
  const bar = page.getByRole("region", { name: /^Selected / });
  const members = page.getByRole("region", { name: "Members", exact: true });

  await test.step("members, without a mouse, but for oneself", async () => {
    await page.goto(`/admin/members?q=${word}`);
    await selectAll(page).press("Space");
    await expect(bar.getByRole("status")).toHaveText("3 selected");
    await page.getByRole("checkbox", { name: `Select Team ${word} 1` }).press("Space");
    await expect(bar.getByRole("status")).toHaveText("2 selected");
    await expect(selectAll(page)).toBeChecked({ indeterminate: true });
    await selectAll(page).press("Space");
    await bar.getByRole("button", { name: "Disable" }).press("Enter");
    await expect(
      page.getByText(
        "2 members are signed out and kept out. 1 is left as it was: You cannot disable yourself.",
      ),
    ).toBeVisible();
    await expect(members.getByText("Disabled")).toHaveCount(2);
    await expect(selectAll(page)).toBeFocused();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(members.getByText("Disabled")).toHaveCount(0);
  });

  await test.step("a plan for all of them, by which they are found and saved", async () => {
    await selectAll(page).check();
    await bar.getByRole("button", { name: "Set plan" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Choose a plan, or None.")).toBeVisible();
    await page.getByRole("dialog").getByRole("combobox", { name: "Plan" }).selectOption(`Plan ${word}`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("3 members are changed.")).toBeVisible();
    await page.getByRole("combobox", { name: "Plan" }).selectOption(`Plan ${word}`);
    await page.getByRole("combobox", { name: "Role" }).selectOption("Member");
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page).toHaveURL(new RegExp(`plan=${planId}`));
    await expect(members.getByRole("row")).toHaveCount(3);
    const file = (await exportAs(page, "CSV")).bytes.toString();
    expect(file.trimEnd().split("\r\n")).toHaveLength(3);
    expect(file).toContain(others[0]?.email);
    expect(file).not.toContain(admin.email);
    const { text } = await readPdf((await exportAs(page, "PDF")).bytes);
    expect(text).toContain(`plan Plan ${word}`);
    expect(text).toContain("2 rows.");
    for (const { email } of others) expect(text.replaceAll(" ", "")).toContain(email);
  });

  await test.step("the limits of their budgets, up and back, away and back", async () => {
    const key = { scope: "member", period: "month", unit: "usd", onLimit: "block" } as const;
    const userIds = others.map(({ userId }) => userId);
    for (const scopeId of userIds) await setBudget(ctx, { ...key, scopeId, limit: parseUsd("5") });
    const shown = page.getByRole("region", { name: "Members", exact: true });
    await page.goto(`/admin/budgets?scope=member&q=${word}`);
    await selectAll(page).check();
    await bar.getByRole("button", { name: "Change limits" }).click();
    await page.getByRole("textbox", { name: "By, in percent" }).fill("ten");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/^Enter a percentage above 0/)).toBeVisible();
    await page.getByRole("textbox", { name: "By, in percent" }).fill("10");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(shown.getByText("$5.50 a month", { exact: true }).filter({ visible: true })).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(shown.getByText("$5.00 a month", { exact: true }).filter({ visible: true })).toHaveCount(2);
    await selectAll(page).check();
    await bar.getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("No such budget")).toBeVisible();
    expect(await db.$count(budgets, inArray(budgets.scopeId, userIds))).toBe(0);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(shown.getByText("$5.00 a month", { exact: true }).filter({ visible: true })).toHaveCount(2);
  });

  await test.step("departments that nobody is in, on a phone", async () => {
    const [{ departmentId }] = [
      await createDepartment(ctx, { name: `Full ${word}` }),
      await createDepartment(ctx, { name: `Empty ${word}` }),
    ];
    await assignMember(ctx, { userId: admin.userId, departmentId });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/admin/budgets/departments?q=${word}`);
    await selectAll(page).check();
    await expect(bar.getByRole("button", { name: "Delete" })).toBeInViewport({ ratio: 1 });
    await expectAccessible(page, "selected departments on a phone");
    await bar.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(
      page.getByText(`1 department is deleted. 1 is left as it was: Full ${word} has 1 member.`),
    ).toBeVisible();
    await expect(page.getByRole("row", { name: `Empty ${word}` })).toHaveCount(0);
    for (const path of ["members", "budgets", "budgets/plans"]) {
      await page.goto(`/admin/${path}?q=${word}`);
      await selectAll(page).check();
      const width = await page.evaluate(() => document.querySelector("main")?.scrollWidth ?? 0);
      expect(width, path).toBeLessThanOrEqual(390);
      await expectAccessible(page, `selected ${path} on a phone`);
    }
  });
});
