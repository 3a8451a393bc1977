import type { Db } from "@/db/client";
import { setBudget } from "@/lib/budgets";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { entriesOf, openWorkOf } from "./fixtures/ledger";
import { ctxOf, type Member } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { DetailsPage, pico, readFormula } from "./pages/details";
import { ThreadPage, unique } from "./pages/thread";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

test("an answer's details add up to the line under it, on a phone too, and statistics to the ledger, with a table behind the chart", async ({
  page,
  db,
  member,
}) => {
  const thread = new ThreadPage(page);
  const details = new DetailsPage(page);
  await page.goto("/");
  const answer = await thread.ask(unique("What is a tide"));
  const { usd } = await thread.costOf(answer);
  await expect.poll(async () => (await entriesOf(db, member)).length).toBe(2);
  const title = (await entriesOf(db, member)).find(({ purpose }) => purpose === "title");
  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    await test.step(`details, ${size.width} pixels wide`, async () => {
      await details.chooseOfAnswer(answer, "Details");
      const formula = details.line("Answer", "Cost");
      await expect(formula).toContainText("/1M");
      const { sum, told } = readFormula(await formula.innerText());
      expect(sum).toBe(told);
      expect(told).toBe(pico(usd ?? ""));
      await expect(details.dialog.locator("data").last()).toHaveAttribute("value", usd ?? "");
      await expect(details.line("Answer", "Certainty")).toHaveText("Exact: as the provider reported it");
      await expect(details.line("Answer", "Price")).toContainText("per 1M tokens");
      const naming = readFormula(await details.line("Title of the thread", "Cost").innerText());
      expect(naming.told).toBe(title?.costPicoUsd);
      await expectAccessible(page, "the details of an answer");
      await details.close();
      await expect(answer.getByRole("button", { name: "Answer options" })).toBeFocused();
    });
  }

  await test.step("statistics", async () => {
    await thread.ask(unique("Second part"));
    await expect.poll(async () => openWorkOf(db, member)).toEqual({ holds: 0, activeRuns: 0 });
    const entries = await entriesOf(db, member);
    expect(entries).toHaveLength(3);
    const spent = entries.reduce((all, { costPicoUsd }) => all + costPicoUsd, 0n);
    await details.chooseOfThread("Statistics");
    const models = details.dialog.getByRole("region", { name: "Cost by model" });
    await expect(models).toBeVisible();
    const costs = await models
      .locator("data")
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("value")));
    const total = costs.pop() ?? "";
    expect(pico(total)).toBe(spent);
    expect(costs.reduce((all, cost) => all + pico(cost ?? ""), 0n)).toBe(spent);
    await expect(models.getByRole("row", { name: /^Thread titles/ })).toBeVisible();
    await expect(
      details.dialog.getByRole("application").or(details.dialog.locator(".recharts-surface")).first(),
    ).toBeVisible();
    await details.dialog.getByText("Table", { exact: true }).click();
    const days = details.dialog.getByRole("region", { name: "Cost by day, as a table" }).locator("data");
    await expect(days).toHaveAttribute("value", total);
    await expectAccessible(page, "the statistics of a thread");
    await page.setViewportSize(PHONE);
    // A chart learns of its new size a moment later.
    const tooWide = () => details.dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    await expect.poll(tooWide, "nothing is cut off on a phone").toBeLessThanOrEqual(0);
  });
});

/** A thread with one answer that cost $0.0009; answers its id. */
async function recordCostly(db: Db, { userId }: Pick<Member, "userId">): Promise<string> {
  const { id } = await recordAnswer(db, {
    ...{ userId, at: new Date(), provider: "compatible", thread: { title: "A costly matter" } },
    ...{ question: "What does it cost?", answer: "This much.", inputTokens: 4_000, outputTokens: 500 },
  });
  return id;
}

test("a thread's limit is set, told before sending, and taken away where it is told", {
  tag: "@phone",
}, async ({ page, db, member }) => {
  const thread = new ThreadPage(page);
  const details = new DetailsPage(page);
  await page.goto(`/threads/${await recordCostly(db, member)}`);
  await details.chooseOfThread("Limit this thread…");
  const header = page.locator("header");
  const field = details.dialog.getByRole("textbox", { name: "Limit in US dollars" });
  await field.fill("a lot");
  await details.dialog.getByRole("button", { name: "Save" }).click();
  await expect(field).toBeFocused();
  await expectAccessible(page, "the limit of a thread");
  await field.fill("0.00001");
  await details.dialog.getByRole("button", { name: "Save" }).click();
  await expect(details.dialog).toHaveCount(0);
  await expect(header).toContainText("of $0.00001");

  const stopped = page.getByRole("region", { name: "Budget used up" });
  await expect(stopped).toContainText(/This thread’s budget of \$0\.00001 is used up/);
  await expect(stopped.getByRole("link", { name: "New thread" })).toBeVisible();
  await expect(thread.message).toBeDisabled();
  await expectAccessible(page, "a thread whose limit is used up");

  await stopped.getByRole("button", { name: "Change its limit" }).click();
  await expect(field).toHaveValue("0.00001");
  await field.fill("");
  await field.press("Enter");
  await expect(details.dialog).toHaveCount(0);
  await expect(header).not.toContainText("of $0.00001");
  await thread.message.fill(unique("More of it"));
  await thread.message.press("Enter");
  await expect(thread.answers).toHaveCount(2);
  await thread.settled();
});

test("an admin's limit of a thread is told, holds by name, and is not the member's to change", async ({
  page,
  db,
  member,
  admin,
}) => {
  const thread = new ThreadPage(page);
  const details = new DetailsPage(page);
  const threadId = await recordCostly(db, member);
  const key = {
    scope: "thread",
    scopeId: threadId,
    period: "total",
    unit: "usd",
    onLimit: "block",
  } as const;
  await setBudget(ctxOf(db, admin), { ...key, limit: 2_000_000_000_000n });
  await page.goto(`/threads/${threadId}`);
  await expect(page.locator("header")).toContainText("of $2.00");
  await details.chooseOfThread("Limit this thread…");
  await expect(details.dialog).toContainText("An admin limits this thread to $2.00");
  await expect(details.dialog.getByRole("textbox")).toHaveCount(0);
  await page.keyboard.press("Escape");

  await setBudget(ctxOf(db, admin), { ...key, limit: 10_000_000n });
  await thread.message.fill(unique("More of it"));
  await thread.message.press("Enter");
  await expect(page.getByRole("alert").getByText(/this thread's budget of \$0\.00001/i)).toBeVisible();
  await expect(thread.answers).toHaveCount(1);
  await page.reload();
  const stopped = page.getByRole("region", { name: "Budget used up" });
  await expect(stopped).toContainText("ask an admin for more");
  await expect(stopped.getByRole("button", { name: "Change its limit" })).toHaveCount(0);
});
