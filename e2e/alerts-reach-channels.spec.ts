import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Db } from "@/db/client";
import { outbox } from "@/db/schema";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { exportAs } from "./fixtures/files";
import type { Member } from "./fixtures/people";
import { startReceiver } from "./fixtures/receiver";

/** As a settlement writes it. */
async function reach80({ db, member }: { db: Db; member: Member }): Promise<void> {
  const budget = { budgetId: randomUUID(), subjectId: "", scope: "member", scopeId: member.userId };
  await db.insert(outbox).values({
    ...{ id: randomUUID(), kind: "threshold", key: randomUUID() },
    payload: {
      ...{ ...budget, period: "month", unit: "usd", startsAt: "2026-11-01T00:00:00.000Z" },
      ...{ percent: 80, limit: "8000000000000", spent: "6400000000000" },
    },
  });
}

test("an admin sends alerts to a webhook, sees what came of each, and sends again what failed", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const isOurs = (body: string) => body.includes(member.name) || body.includes("alert.test");
  let works = true;
  const receiver = await startReceiver(({ body }) => (works || !isOurs(body) ? 204 : 410));
  const page = await openAs(admin);
  const channel = `Desk ${randomUUID().slice(0, 8)}`;
  await page.goto("/admin/alerts");
  await expect(async () => {
    await page.getByRole("button", { name: "Add channel" }).click();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Kind" }).selectOption({ label: "Signed webhook" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(channel);
  await dialog.getByRole("textbox", { name: "Address" }).fill("http://10.0.0.7/in");
  for (const kind of ["Unusual days", "Forecast above budget", "Provider failing"]) {
    await dialog.getByRole("checkbox", { name: kind }).uncheck();
  }
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText(/begins with https/).last()).toBeVisible();
  await expectAccessible(page, "a channel that is refused");
  await dialog.getByRole("textbox", { name: "Address" }).fill(`${receiver.url}/T0/secret`);
  await dialog.getByRole("button", { name: "Add" }).click();
  const secret = await dialog.getByRole("textbox", { name: "Signing secret" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toHaveCount(0);

  const row = page.getByRole("list", { name: "Channels" }).getByRole("listitem").filter({ hasText: channel });
  await row.getByRole("button", { name: `Test ${channel}` }).click();
  await expect(row.getByRole("status")).toHaveText(`${receiver.host} took the test.`);
  const [sent] = receiver.posts;
  expect(new Webhook(secret).verify(sent?.body ?? "", sent?.headers ?? {})).toMatchObject({
    type: "alert.test",
  });
  works = false;
  await row.getByRole("button", { name: `Test ${channel}` }).click();
  await expect(row.getByRole("status")).toHaveText("It answered with the status 410.");

  const sentence = `${member.name}'s November budget: 80% used, $1.60 left of $8.00`;
  const entry = page
    .getByRole("list", { name: "Sent alerts" })
    .getByRole("listitem")
    .filter({ hasText: sentence })
    .filter({ hasText: channel });
  await reach80({ db, member });
  await expect(async () => {
    await page.goto("/admin/alerts");
    await expect(entry).toContainText("It answered with the status 410.", { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(entry).toContainText("Waiting");
  works = true;
  await row.getByRole("button", { name: `Pause ${channel}` }).click();
  await expect(row.getByText("Paused")).toBeVisible();
  await expect(entry).toContainText("The channel was paused.");
  await row.getByRole("button", { name: `Resume ${channel}` }).click();
  await expect(row.getByText("Paused")).toHaveCount(0);
  await entry.getByRole("button", { name: `Send again: ${sentence}` }).click();
  await expect(async () => {
    await page.reload();
    await expect(entry).toContainText(/Sent \d/, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  const told = receiver.posts.filter(({ body }) => body.includes(member.name));
  expect(new Set(told.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  await expectAccessible(page, "alerts that were sent");
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0], "nothing is wider than the screen").toBeLessThanOrEqual(widths[1] ?? 0);

  await page.getByRole("combobox", { name: "Channel" }).selectOption({ label: channel });
  await page.getByRole("combobox", { name: "Outcome" }).selectOption({ label: "Sent" });
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page).toHaveURL(/state=sent/);
  await expect(entry).toHaveCount(1);
  const file = (await exportAs(page, "CSV")).bytes.toString();
  expect(file).toContain(`"${sentence}",${channel},webhook,${receiver.host},sent,`);
  expect(file).not.toContain("T0/secret");

  await row.getByRole("button", { name: `Remove ${channel}` }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toHaveCount(1);
  await row.getByRole("button", { name: `Remove ${channel}` }).click();
  await expect(row).toHaveCount(0);
  await receiver.close();
});

test("a member chooses what they get by email, and is told that nothing is sent yet", async ({ page }) => {
  await page.goto("/settings");
  const card = page.locator("#alerts");
  await expect(card.getByText("Nothing is emailed yet")).toBeVisible();
  const forecast = card.getByRole("checkbox", { name: /expected to cost more/ });
  await expect(forecast).toBeChecked();
  await forecast.click();
  await expect(forecast).toBeEnabled();
  await expect(forecast).not.toBeChecked();
  await expect(async () => {
    await page.reload();
    await expect(forecast).not.toBeChecked({ timeout: 1_000 });
  }).toPass();
  const answer = await page.request.get("/api/reports/alerts");
  expect(answer.status()).toBe(404);
});
