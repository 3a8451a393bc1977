import type { Page } from "@playwright/test";
import { desc, eq } from "drizzle-orm";
import { entries } from "@/db/schema";
import { toDecimalUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { ThreadPage, unique } from "./pages/thread";

/** Each test has a model of its own: a price holds for everybody. */
class ModelsPage {
  constructor(
    readonly page: Page,
    readonly model: string,
  ) {}

  get row() {
    return this.page
      .getByRole("region", { name: "Models and prices" })
      .getByRole("row")
      .filter({ has: this.page.getByText(this.model, { exact: true }) });
  }

  async open(): Promise<void> {
    await this.page.goto("/admin/models");
    await this.page.getByRole("searchbox", { name: "Search models" }).fill(this.model);
    await this.page.keyboard.press("Enter");
    await expect(this.page).toHaveURL(/q=/);
  }

  async choose(item: string): Promise<void> {
    await this.row.getByRole("button", { name: /^Options for / }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  async fill(field: string, value: string): Promise<void> {
    await this.page.getByRole("dialog").getByRole("textbox", { name: field, exact: true }).fill(value);
  }

  async save(): Promise<void> {
    await this.page.getByRole("button", { name: "Save" }).click();
  }
}

async function askWith(page: Page, option: string): Promise<ThreadPage> {
  const thread = new ThreadPage(page);
  await page.goto("/");
  await page.getByRole("combobox", { name: "Model" }).selectOption({ label: option });
  return thread;
}

test("a price that an admin sets holds for the next answer, and one for later waits", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const models = new ModelsPage(await openAs(admin), "house-model");
  await models.open();
  await expect(models.row).toContainText("No price");
  await models.choose("Set price");
  await models.fill("Input", "-1");
  await models.fill("Output", "10");
  await models.save();
  await expect(models.page.getByText("Enter dollars per 1M tokens with at most six decimals")).toBeVisible();
  await models.fill("Input", "2.50");
  await models.fill("Cached input", "30");
  await models.save();
  await expect(models.page.getByText("Cached input is dearer than input: is that right?")).toBeVisible();
  await models.fill("Cached input", "0.075");
  await models.save();
  await expect(models.page.getByRole("dialog")).toHaveCount(0);
  for (const words of ["$2.50", "$0.075", "$10.00", `set by ${admin.name}`]) {
    await expect(models.row).toContainText(words);
  }

  const thread = await askWith(await openAs(member), "house-model · $2.50 in, $10.00 out per 1M");
  await thread.ask(unique("Make me a plan"));
  const [answer] = await db
    .select()
    .from(entries)
    .where(eq(entries.userId, member.userId))
    .orderBy(desc(entries.model));
  const cost =
    BigInt(answer?.inputTokens ?? 0) * 2_500_000n + BigInt(answer?.outputTokens ?? 0) * 10_000_000n;
  expect(answer).toMatchObject({ model: "house-model", certainty: "exact", costPicoUsd: cost });
  expect(await thread.costOf(thread.lastAnswer)).toEqual({ usd: toDecimalUsd(cost), certainty: "exact" });

  await models.choose("Set price");
  await models.fill("Input", "3");
  await models.page.getByRole("combobox", { name: "Begins" }).selectOption("Later");
  await models.save();
  await expect(models.page.getByText("Choose the day and the time at which it begins.")).toBeVisible();
  await models.page.getByLabel("Day and time in UTC").fill("2099-12-01T09:30");
  await models.save();
  await expect(models.row).toContainText("from 1 Dec 2099, 09:30: $3.00 in, $10.00 out");
  await expect(models.row).toContainText("$2.50");
  await models.choose("History");
  const history = models.page.getByRole("dialog");
  await expect(history.getByRole("heading", { name: "Prices of house-model" })).toBeFocused();
  await models.page.keyboard.press("Enter");
  await history.getByRole("button", { name: "Cancel this price, from 1 Dec 2099, 09:30" }).click();
  await expect(history.getByRole("button", { name: "Keep it" })).toBeFocused();
  await history.getByRole("button", { name: "Keep it" }).click();
  await expect(history).toContainText("1 Dec 2099");
  await history.getByRole("button", { name: "Cancel this price, from 1 Dec 2099, 09:30" }).click();
  await history.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(models.page.getByText("The planned price is cancelled.")).toBeVisible();
  await models.page.keyboard.press("Escape");
  await expect(models.row).not.toContainText("Dec 2099");
});

test("a model without a price runs unpriced where an admin allows it, nothing shows it as free, and members get no page of it", async ({
  openAs,
  admin,
  member,
  watch,
}) => {
  const models = new ModelsPage(await openAs(admin), "house-model-large");
  await models.open();
  await models.choose("Allow unpriced");
  const dialog = models.page.getByRole("dialog");
  await expect(dialog).toContainText("no budget in dollars stops them");
  await dialog.getByRole("button", { name: "Allow unpriced" }).click();
  await expect(models.row).toContainText("Unpriced");

  const page = await openAs(member);
  const thread = await askWith(page, "house-model-large · unpriced");
  await thread.message.fill("Hello");
  await expect(thread.message).toHaveAccessibleDescription(/unpriced$/);
  await thread.ask(unique("Make me a plan"));
  expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("unpriced");
  await expect(thread.lastAnswer).not.toContainText("$0");

  await models.choose("Stop it from running unpriced");
  await expect(models.row).toContainText("No price");
  const box = models.page.getByRole("checkbox", { name: /^Select .*\/house-model-large$/ });
  const selected = models.page.getByRole("region", { name: "Selected models" });
  await box.check();
  await selected.getByRole("button", { name: "Allow unpriced" }).click();
  await expectAccessible(models.page, "several models to run unpriced");
  await dialog.getByRole("button", { name: "Allow unpriced" }).click();
  await expect(models.page.getByText("1 model may run unpriced.")).toBeVisible();
  await expect(models.row).toContainText("Unpriced");
  const file = await models.page.request.get("/api/reports/models?q=house-model-large");
  expect(await file.text()).toMatch(/,house-model-large,unpriced,none,/);
  await expect(box).not.toBeChecked();
  await box.check();
  await selected.getByRole("button", { name: "Stop unpriced" }).click();
  await expect(models.row).toContainText("No price");
  await page.goto("/");
  await expect(page.getByRole("option", { name: /house-model-large/ })).toHaveCount(0);
  watch.expect(/^404 GET .*\/admin\/models$/);
  const answer = await page.goto("/admin/models");
  expect(answer?.status()).toBe(404);
});

test("the catalogue's price comes back with its history, and the page and its forms have no violation and fit a phone", async ({
  openAs,
  admin,
}) => {
  const page = await openAs(admin);
  await test.step("the catalogue’s price comes back", async () => {
    const models = new ModelsPage(page, "gpt-5-mini");
    await models.open();
    await expect(models.row).toContainText("$0.25");
    await models.choose("Set price");
    await models.fill("Input", "0.75");
    await models.page.getByRole("button", { name: "Add a long-context price" }).click();
    await models.fill("From tokens, step 1", "200001");
    await models.fill("Input, step 1", "0.5");
    await models.fill("Output, step 1", "4");
    await models.save();
    await expect(
      models.page.getByText("A long context is never cheaper than a short one: raise its input price."),
    ).toBeVisible();
    await models.fill("Input, step 1", "1.5");
    await models.save();
    await expect(models.row).toContainText("from 200,001 tokens in: $1.50 in, $4.00 out");
    await models.choose("Use the catalogue’s price again");
    await expect(models.row).toContainText("$0.25");
    await expect(models.row).toContainText(`restored by ${admin.name}`);
    await models.choose("History");
    await expect(models.page.getByRole("dialog").getByRole("listitem")).toHaveCount(3);
  });
  await test.step("no violation", async () => {
    const models = new ModelsPage(page, "gpt-4.1-mini");
    await models.open();
    await expectAccessible(page, "/admin/models");
    await models.choose("Set price");
    await page.getByRole("button", { name: "Add a long-context price" }).click();
    await page.getByRole("combobox", { name: "Begins" }).selectOption("Later");
    await expectAccessible(page, "the form of a price");
    await page.keyboard.press("Escape");
    await models.choose("History");
    await expectAccessible(page, "the history of a price");
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/admin/models");
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(widths[0]).toBe(widths[1]);
    const region = page.getByRole("region", { name: "Models and prices" });
    expect(await region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    await expect(models.row.getByText("$0.40 in")).toBeVisible();
    await expect(models.row.getByText(/genai-prices/).filter({ visible: true })).toHaveCount(1);
    await models.choose("Set price");
    await expect(page.getByRole("button", { name: "Save" })).toBeInViewport();
  });
});
