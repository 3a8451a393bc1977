import type { Db } from "@/db/client";
import { monthOf, periodStart } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { toDecimalUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { entriesOf } from "./fixtures/ledger";
import { limit, type Member, makeMember } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { amountsOf, expectAmount, tile } from "./pages/report";

const DAY_MS = 86_400_000;
const monthBefore = (at: Date) => new Date(periodStart("month", at, getEnv().ORG_TIME_ZONE).getTime() - 1);

/** Answers of three months, by two models, in threads of their own. */
async function spend(db: Db, { userId }: Pick<Member, "userId">) {
  const now = new Date();
  const lastMonth = monthBefore(now);
  const before = monthBefore(lastMonth);
  const at = [
    now,
    new Date(now.getTime() - DAY_MS),
    lastMonth,
    new Date(lastMonth.getTime() - 9 * DAY_MS),
    before,
  ];
  for (const [index, day] of at.entries()) {
    await recordAnswer(db, {
      userId,
      at: day,
      question: "What does it cost?",
      answer: "Very little.",
      inputTokens: 3_000 + index * 711,
      outputTokens: 900 + index * 133,
      cachedInputTokens: 1_024,
      model: index % 2 === 0 ? "gpt-4o-mini" : "gpt-4o",
      ending: index === 2 ? "stopped" : "completed",
      thread: { title: `Topic ${index + 1}` },
    });
  }
  return { now, lastMonth, before };
}

type Entry = Awaited<ReturnType<typeof entriesOf>>[number];

function sumOf(list: Entry[]): string {
  return toDecimalUsd(list.reduce((total, { costPicoUsd }) => total + costPicoUsd, 0n));
}

function monthWord(at: Date, month: "long" | "short"): string {
  return new Intl.DateTimeFormat("en-GB", { month, timeZone: getEnv().ORG_TIME_ZONE }).format(at);
}

test("the figures of each month are the sums of the ledger, by day, model and thread", async ({
  page,
  db,
  member,
}) => {
  const { now, lastMonth } = await spend(db, member);
  await limit(db, member, { usd: "2", period: "month" });
  const all = await entriesOf(db, member);
  const ofMonth = (at: Date) => {
    const month = monthOf(at, getEnv().ORG_TIME_ZONE).slice(0, 7);
    return all.filter(({ day }) => day.startsWith(month));
  };

  await page.goto("/usage");
  await expectAmount(tile(page, "Spent this month"), sumOf(ofMonth(now)));
  const today = all.filter(({ day }) => day === ofMonth(now)[0]?.day);
  await expectAmount(tile(page, "Today"), sumOf(today));
  await expect(tile(page, "Spent this month")).toContainText("of $2.00");
  await expect(tile(page, "Forecast")).toContainText(/≈ ?\$\d.* by \d+ .*within the budget/);
  await expect(page.locator("svg.recharts-surface").first()).toBeVisible();

  await page.getByRole("navigation", { name: "Month" }).getByText(monthWord(lastMonth, "short")).click();
  await expect(page).toHaveURL(/month=/);
  const entries = ofMonth(lastMonth);
  await expectAmount(tile(page, /^Spent in/), sumOf(entries));
  await expect(tile(page, /^Spent in/)).toContainText("≈");

  const threads = await amountsOf(page.getByRole("region", { name: "Cost by thread" }));
  expect(threads).toEqual({ "Topic 3": sumOf(entries.slice(0, 1)), "Topic 4": sumOf(entries.slice(1)) });
  const models = await amountsOf(page.getByRole("region", { name: "Cost by model" }));
  for (const model of ["gpt-4o", "gpt-4o-mini"]) {
    const shown = Object.entries(models).find(([name]) => name.split(" ")[0] === model)?.[1];
    expect(shown, model).toBe(sumOf(entries.filter((entry) => entry.model === model)));
  }

  await page.getByRole("link", { name: "Table" }).click();
  const days = await amountsOf(page.getByRole("region", { name: "Spend by day" }));
  const spent = Object.values(days).filter((amount) => amount !== "0");
  expect(spent.toSorted()).toEqual(entries.map((entry) => sumOf([entry])).toSorted());
  await page.getByRole("link", { name: "Chart" }).click();
  await page.getByRole("link", { name: "Daily" }).click();
  await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
});

test("what another member spent is in none of the figures", async ({ page, db, member }) => {
  const other = await makeMember(db);
  await spend(db, other);
  await page.goto("/usage");
  await expect(page.getByText("Your spend will be shown here")).toBeVisible();
  await spend(db, member);
  await page.reload();
  const [, ...rest] = await entriesOf(db, member);
  expect(rest.length).toBeGreaterThan(0);
  const threads = page.getByRole("region", { name: "Cost by thread" });
  await expect(threads.getByRole("link", { name: "Topic 1" })).toHaveCount(1);
  const links = await threads.getByRole("link").all();
  for (const link of links) {
    const threadId = (await link.getAttribute("href"))?.split("/").at(-1);
    expect((await entriesOf(db, member)).map((entry) => entry.threadId)).toContain(threadId);
  }
});
