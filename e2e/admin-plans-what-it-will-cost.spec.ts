import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { recordAnswer } from "./fixtures/spend";

class PlanningPage {
  constructor(readonly page: Page) {}

  card(title: string): Locator {
    return this.page.getByRole("region", { name: title, exact: true });
  }

  field(title: string, label: string): Locator {
    return this.card(title).getByRole("textbox", { name: label });
  }

  row(title: string, name: string): Locator {
    return this.card(title).getByRole("row").filter({ hasText: name }).first();
  }
}

const MONTH = "A month of messages";

test("an admin reckons with the price book, sends the plan on, sees last month on another model, and finds no violation, on a phone too", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const { year, month } = { year: new Date().getUTCFullYear(), month: new Date().getUTCMonth() };
  await recordAnswer(db, {
    ...{
      userId: member.userId,
      at: new Date(Date.UTC(year, month - 1, 15, 12)),
      thread: { title: "A plan" },
    },
    ...{ question: "A question", answer: "An answer", inputTokens: 40_000, outputTokens: 5_000 },
  });
  const planning = new PlanningPage(await openAs(admin));
  const { page } = planning;
  await page.goto("/admin/costs");
  const pages = page.getByRole("navigation", { name: "Administration" });
  await pages.getByRole("link", { name: "Planning" }).click();
  await page.getByRole("combobox", { name: "Reckoned with" }).selectOption({ label: "gpt-4o-mini" });
  await expect(page.getByText("$0.15 in, $0.075 cached, $0.60 out per 1M tokens")).toBeVisible();

  await expect(planning.row(MONTH, "Messages only")).toContainText("$0.0975");
  await expect(planning.row(MONTH, "One thread each")).toContainText("$0.2325");
  await planning.card(MONTH).getByRole("button", { name: "Heavy" }).click();
  await expect(planning.row(MONTH, "Messages only")).toContainText("$1.95");
  await expect(planning.row(MONTH, "One thread each")).toContainText("$61.65");
  await expect(planning.card(MONTH)).toContainText("399 × the tokens of the messages are sent");
  await planning.field(MONTH, "Members").fill("-5");
  await expect(planning.field(MONTH, "Members")).toHaveAccessibleDescription(
    "Enter a whole number from 0 to 1,000,000.",
  );
  await expect(planning.card(MONTH)).toContainText("Correct what is marked to see the result.");
  await planning.field(MONTH, "Members").fill("0");
  await expect(planning.row(MONTH, "One thread each")).toContainText("n/a");
  await planning.field(MONTH, "Members").fill("1,000,000");
  await expect(planning.row(MONTH, "Messages only")).toContainText("$19,500.00");

  const growth = planning.card("Growth over a year");
  await expect(growth.getByRole("status")).toHaveText("$783.05");
  await expect(growth.getByRole("row")).toHaveCount(13);
  await planning.field("Growth over a year", "Growth a month").fill("0");
  await expect(growth.getByRole("status")).toHaveText("$324.00");
  await expect(planning.card("Waiting for a rate limit").getByRole("status")).toHaveText("6 min 59 s");
  await expect(planning.card("Fine-tuning").getByRole("status")).toHaveText("after 1.7 months");

  const whatIf = planning.card(
    `What if ${new Date(Date.UTC(year, month - 1)).toLocaleString("en-GB", { month: "long", timeZone: "UTC" })}${month === 0 ? ` ${year - 1}` : ""} had run on…`,
  );
  await whatIf.getByRole("combobox", { name: "Instead of" }).selectOption({ label: "gpt-4o-mini" });
  await expect(
    whatIf.getByRole("row").filter({ has: page.getByText("gpt-4o-mini", { exact: true }) }),
  ).toContainText("the same");
  await expect(
    whatIf.getByRole("row").filter({ has: page.getByText("gpt-4o", { exact: true }) }),
  ).toContainText("(+1,566.7%)");

  await expect(page).toHaveURL(/growth\.growthBasisPoints=0.*what-if\.model=openai/);
  const other = new PlanningPage(await openAs(admin));
  await other.page.goto(page.url());
  await expect(other.row(MONTH, "Messages only")).toContainText("$19,500.00");
  await expect(other.card("Growth over a year").getByRole("status")).toHaveText("$324.00");

  await page.goto("/admin/planning");
  await planning.field("Storage", "Threads").fill("many");
  await expectAccessible(page, "/admin/planning");
  await page.setViewportSize({ width: 390, height: 844 });
  const widest = await page
    .getByRole("main")
    .getByRole("region")
    .evaluateAll((cards) => Math.max(...cards.map((card) => card.getBoundingClientRect().right)));
  expect(widest).toBeLessThanOrEqual(390);
  await planning.field("Storage", "Threads").fill("1000");
  await expect(planning.card("Storage").getByRole("status")).toHaveText("≈ 200 MB");
});
