import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { recordAnswer } from "./fixtures/spend";

const YESTERDAY = new Date(Date.now() - 86_400_000);

test("an admin sees where money went for no good reason, the calls behind it and the lever, and how a roll-out goes", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const asked = { userId: member.userId, at: YESTERDAY, question: "A private question?", answer: "Yes." };
  const answered = (title: string, inputTokens: number, outputTokens: number) =>
    recordAnswer(db, { ...asked, thread: { title }, model: "gpt-4o", inputTokens, outputTokens });
  const thread = await answered("A private matter", 600, 150);
  // Longer than what any other journey asks for.
  await recordAnswer(db, {
    ...asked,
    thread,
    model: "gpt-4o-mini",
    inputTokens: 1_000_000,
    outputTokens: 100,
  });

  const page = await openAs(admin);
  await page.goto("/admin/members");
  const pages = page.getByRole("navigation", { name: "Administration" });
  await pages.getByRole("link", { name: "Diagnostics", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Suggestions" })).toBeVisible();
  const trouble = (title: string) => page.getByRole("region", { name: title, exact: true });
  await expect(trouble("Unexpected spike")).toContainText(/look again then|stood out|was expected/);

  const models = page.getByRole("region", { name: "Short questions by model" });
  await expect(models.getByRole("row", { name: /^gpt-4o / })).toContainText("gpt-4o-mini");
  const short = page.getByRole("region", { name: "The dearest short questions" });
  await expect(short.getByRole("row").filter({ hasText: "gpt-4o" }).first()).toContainText("600");

  const longest = page.getByRole("region", { name: "The longest requests" });
  await expect(longest.getByRole("row").filter({ hasText: member.name })).toContainText("1.0M");
  await expect(trouble("Nothing cached")).toContainText("What changes it");
  const week = page.getByRole("region", { name: "Weeks of the roll-out" }).getByRole("row").nth(1);
  await expect(week).toContainText("so far");
  await expect(page.getByRole("main")).not.toContainText("private");

  await expectAccessible(page, "diagnostics");
  await page.setViewportSize({ width: 390, height: 844 });
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0], "nothing is wider than the screen").toBeLessThanOrEqual(widths[1] ?? 0);
  await trouble("High token use").getByRole("link", { name: "plan" }).click();
  await expect(page).toHaveURL(/\/admin\/budgets\/plans$/);
});
