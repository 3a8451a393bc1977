import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures";
import { upstream } from "@/e2e/fixtures/upstream";
import { ThreadPage } from "@/e2e/pages/thread";
import { verifyLedger } from "@/lib/ledger";
import { makeOrganisation } from "./organisation";
import { PARTITIONS, PRICING, TESTIMONIALS } from "./threads";

const FOLDER = join(import.meta.dirname, "..", "..", "public", "screenshots");

async function take(page: Page, name: string) {
  await page.mouse.move(720, 300);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), caret: "initial" });
}

test("the pictures of README.md", async ({ db, openAs }) => {
  const { owner, member, blocked } = await makeOrganisation(db);
  expect((await verifyLedger(db, "UTC")).problems).toEqual([]);

  const chat = new ThreadPage(await openAs(member));
  await chat.page.goto("/");
  await chat.row(PRICING.title).getByRole("link").click();
  await expect(chat.answers).toHaveCount(2);
  await upstream.reply(PRICING.followUp, PRICING.reply);
  await upstream.behave(PRICING.followUp, "slow:40");
  await chat.page
    .getByRole("combobox", { name: "Model" })
    .selectOption({ label: await nameOf(chat, "gpt-4o") });
  await chat.begin(PRICING.followUp);
  await chat.message.fill(PRICING.draft);
  await expect(chat.words(chat.lastAnswer)).toContainText("Scale buyers buy on limits, not on discounts", {
    timeout: 30_000,
  });
  await take(chat.page, "chat");
  await chat.page.emulateMedia({ colorScheme: "dark" });
  await take(chat.page, "chat-dark");
  await chat.page.emulateMedia({ colorScheme: "light" });
  await chat.settled();

  await chat.page.getByRole("link", { name: "Usage", exact: true }).click();
  await expect(chat.page.locator("svg.recharts-surface").first()).toBeVisible();
  await take(chat.page, "usage");

  const administration = await openAs(owner);
  await administration.goto("/admin/costs?by=model");
  await expect(administration.locator("svg.recharts-surface").first()).toBeVisible();
  await take(administration, "admin");

  const stopped = new ThreadPage(await openAs(blocked));
  await stopped.page.goto("/");
  await stopped.row(TESTIMONIALS.title).getByRole("link").click();
  await expect(stopped.answers).toHaveCount(2);
  await stopped.page.reload();
  await expect(stopped.page.getByRole("region", { name: "Budget used up" })).toBeVisible();
  await expect(stopped.lastAnswer).toContainText("Shortened");
  await take(stopped.page, "blocked");

  await chat.row(PARTITIONS.title).getByRole("link").click();
  await expect(chat.lastAnswer.locator("code span[style*=color]").first()).toBeVisible();
  const path = new URL(chat.page.url()).pathname;
  const phone = new ThreadPage(await openAs(member));
  await phone.page.setViewportSize({ width: 390, height: 844 });
  await phone.page.goto(path);
  await expect(phone.lastAnswer.locator("code span[style*=color]").first()).toBeVisible();
  await take(phone.page, "phone");
});

/** The words of a model in the list, which begin with its name and go on with its prices. */
async function nameOf(thread: ThreadPage, model: string): Promise<string> {
  const names = await thread.page
    .getByRole("combobox", { name: "Model" })
    .getByRole("option")
    .allInnerTexts();
  return names.find((name) => name.startsWith(`${model} `)) ?? model;
}
