import { parseUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { entriesOf, openWorkOf, periodsOf, spentBy } from "./fixtures/ledger";
import { limit } from "./fixtures/people";
import { upstream } from "./fixtures/upstream";
import { ThreadPage, unique } from "./pages/thread";

const LIMIT_USD = "0.0012";
const REFUSAL =
  /left of your \w+ budget of \$0\.0012, too little for an answer\. It resets on 1 \w+, 00:00 \S+ \(in .+\)\./;

test("a budget is reached by chatting: an answer is shortened, the next is refused, a raise lets it go on", async ({
  page,
  openAs,
  member,
  admin,
  db,
}) => {
  await limit(db, member, { usd: LIMIT_USD, period: "month" });
  // Opened before anything is spent, on another device: its page does not know yet that nothing is left.
  const elsewhere = new ThreadPage(await openAs(member));
  await elsewhere.page.goto("/");
  const thread = new ThreadPage(page);
  await page.goto("/");

  const first = unique("Write a report");
  await upstream.behave(first, "tokens:900");
  await thread.ask(first);
  await expect(thread.lastAnswer).not.toContainText("Shortened");
  await expect(thread.budget).toContainText("of $0.0012");

  const second = unique("Write another one");
  await upstream.behave(second, "tokens:900");
  await thread.ask(second);
  await expect(thread.lastAnswer).toContainText("Shortened to fit your budget");
  expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("exact");

  const notice = page.getByRole("region", { name: "Budget used up" });
  await expect(notice).toContainText(/Your \w+ budget of \$0\.0012 .*(too little for an answer|used up)/);
  await expect(notice).toContainText(/It resets on 1 \w+, 00:00 \S+ \(in .+\)/);
  await expect(thread.message).toBeDisabled();
  await expect(thread.send).toBeDisabled();

  const before = await entriesOf(db, member);
  const third = unique("One more, please");
  await elsewhere.message.fill(third);
  await elsewhere.message.press("Enter");
  await expect(elsewhere.page.getByText(REFUSAL)).toBeVisible();
  await expect(elsewhere.page.getByRole("region", { name: "Budget used up" })).toBeVisible();
  await expect(elsewhere.message).toHaveValue(third);
  expect(await entriesOf(db, member), "nothing was called").toEqual(before);

  const [period] = await periodsOf(db, member);
  expect(period).toMatchObject({ limit: parseUsd(LIMIT_USD), reserved: 0n });
  expect(period?.spent).toBe(await spentBy(db, member));
  expect(period?.spent).toBeLessThanOrEqual(parseUsd(LIMIT_USD));
  expect(await openWorkOf(db, member)).toEqual({ holds: 0, activeRuns: 0 });

  const administration = await openAs(admin);
  await administration.goto(`/admin/costs?q=${member.email}`);
  await administration.getByRole("button", { name: `Set budget of ${member.name}` }).click();
  await administration.getByRole("textbox", { name: "Each month, in US dollars" }).fill("0.5");
  await administration.getByRole("button", { name: "Save" }).click();
  await expect(administration.getByText("The budget is saved")).toBeVisible();

  await page.reload();
  await expect(notice).toHaveCount(0);
  await expect(thread.budget).toContainText("of $0.50");
  await thread.ask(unique("And now it works"));
  expect((await thread.costOf(thread.lastAnswer)).certainty).toBe("exact");
});

test("parallel messages cannot pass a budget together", async ({ openAs, member, db }) => {
  await limit(db, member, { usd: LIMIT_USD, period: "day" });
  const tabs = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const tab = new ThreadPage(await openAs(member));
      await tab.page.goto("/");
      return tab;
    }),
  );
  await Promise.all(
    tabs.map(async (tab) => {
      const question = unique("At the same time");
      await upstream.behave(question, "tokens:1500+slow:1");
      await tab.message.fill(question);
      await tab.message.press("Enter");
    }),
  );
  for (const tab of tabs) {
    const refused = tab.page.getByText(/your budget for today of \$0\.0012/i).first();
    await expect(tab.lastAnswer.locator("[data-cost]").or(refused).first()).toBeVisible({ timeout: 30_000 });
  }
  await expect.poll(() => openWorkOf(db, member)).toEqual({ holds: 0, activeRuns: 0 });
  const [period] = await periodsOf(db, member);
  expect(period?.spent).toBe(await spentBy(db, member));
  expect(period?.spent).toBeLessThanOrEqual(parseUsd(LIMIT_USD));
});
