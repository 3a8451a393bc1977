import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  alertChannels,
  alertDeliveries,
  auditEntries,
  budgets,
  outbox,
  storedProviders,
  users,
} from "@/db/schema";
import { assignMember, setBudget } from "@/lib/budgets";
import { readPdf } from "@/lib/finance/testing/read-pdf";
import { parseUsd } from "@/lib/money";
import { createDepartment, savePlan } from "@/lib/org";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { exportAs } from "./fixtures/files";
import { ctxOf, makeMember } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";

/** A channel without a way out, whose deliveries all failed. */
async function givenFailed(db: Db, createdBy: string, { name, count }: { name: string; count: number }) {
  const [channelId, ids] = [randomUUID(), Array.from({ length: count }, () => randomUUID())];
  const recipients = ["finance@example.org"];
  const channel = { id: channelId, kind: "email" as const, name, alertKinds: [], recipients, createdBy };
  await db.insert(alertChannels).values(channel);
  for (const id of ids) {
    const payload = { model: `local-${name}`, day: "2026-11-22" };
    await db.insert(outbox).values({ id, kind: "unpriced", key: `${id}`, payload, deliveredAt: new Date() });
    const delivery = { id, alertId: id, channelId, recipient: `${id}@example.org`, state: "failed" as const };
    await db.insert(alertDeliveries).values(delivery);
  }
  return { channelId, ids };
}

const selectAll = (page: Page) => page.getByRole("checkbox", { name: "Select all on this page" });

test("an admin changes many members, budgets, departments and providers at once, takes it back, and saves the list", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  test.slow();
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
    const link = members.getByRole("link", { name: `Team ${word} 1` });
    await expect(link).toHaveAttribute("href", `/admin/members/${others[0]?.userId}`);
    await expect(members.getByRole("columnheader", { name: "This month" })).toBeVisible();
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

  await test.step("providers, offered again and paused, still on a phone", async () => {
    const ids = [randomUUID(), randomUUID()];
    for (const [n, id] of ids.entries()) {
      const entered = {
        name: `p${word}-${n}`,
        baseUrl: "https://models.invalid/v1",
        dialect: "chat" as const,
      };
      const stored = { ...entered, sealedKey: "", keyEnding: "", createdBy: admin.userId };
      await db.insert(storedProviders).values({ id, ...stored, pausedAt: new Date() });
    }
    const rows = page.getByRole("list", { name: "Providers" }).getByRole("listitem");
    await page.goto(`/admin/providers?q=${word}&state=paused`);
    await expect(rows).toHaveCount(2);
    await selectAll(page).press("Space");
    await expectAccessible(page, "selected providers on a phone");
    expect(await page.evaluate(() => document.querySelector("main")?.scrollWidth ?? 0)).toBeLessThanOrEqual(
      390,
    );
    await bar.getByRole("button", { name: "Resume" }).press("Enter");
    await expect(page.getByText("2 providers are offered again.")).toBeVisible();
    await expect(page.getByText("No provider matches")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows).toHaveCount(2);
    await db.delete(storedProviders).where(inArray(storedProviders.id, ids));
  });

  await test.step("alerts that failed", async () => {
    const { channelId, ids } = await givenFailed(db, admin.userId, { name: word, count: 3 });
    await page.goto(`/admin/alerts?q=${word}&state=failed`);
    await selectAll(page).check();
    await expect(bar.getByRole("status")).toHaveText("3 selected");
    await expectAccessible(page, "selected alerts on a phone");
    await bar.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByText("3 alerts are on their way again.")).toBeVisible();
    const resent = and(eq(auditEntries.act, "alert_delivery.retry"), inArray(auditEntries.subjectId, ids));
    expect(await db.$count(auditEntries, resent)).toBe(3);
    await page.goto(`/admin/alerts/all?q=${word}&kind=unpriced`);
    await expect(page.getByRole("list", { name: "Alerts" }).getByRole("listitem")).toHaveCount(3);
    await expectAccessible(page, "all alerts on a phone");
    await db.delete(alertDeliveries).where(inArray(alertDeliveries.id, ids));
    await db.delete(alertChannels).where(eq(alertChannels.id, channelId));
  });

  await test.step("an estimate, by the member's name", async () => {
    await recordAnswer(db, {
      ...{ userId: member.userId, at: new Date(), question: "A question", answer: "An answer" },
      ...{ inputTokens: 4_000, outputTokens: 500, ending: "stopped" },
      thread: { title: "A thread" },
    });
    await page.goto("/admin/integrity/estimates");
    await page.getByRole("searchbox", { name: "Search estimated amounts" }).fill(member.email);
    await page.getByRole("combobox", { name: "Why" }).selectOption("Stopped by the member");
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page.getByRole("row", { name: member.name })).toHaveCount(1);
    await expectAccessible(page, "estimated amounts on a phone");
    const file = await page.request.get(`/api/reports/estimates?q=${member.email}`);
    expect((await file.text()).trimEnd().split("\r\n")).toHaveLength(2);
  });
});
