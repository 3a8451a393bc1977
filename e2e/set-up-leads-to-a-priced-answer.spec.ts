import { formatUsd, toDecimalUsd } from "@/lib/money";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { entriesOf, spentBy } from "./fixtures/ledger";
import { getOwner, OWNER } from "./fixtures/people";
import { upstream } from "./fixtures/upstream";
import { expectAmount, tile } from "./pages/report";
import { ThreadPage, titleMadeOf, unique } from "./pages/thread";

test("a stranger sets up the organisation, asks, and sees what the answer cost", async ({
  openAs,
  db,
  watch,
}) => {
  const page = await openAs(null);
  await page.goto("/");
  await expect(page).toHaveURL("/setup");
  await expectAccessible(page, "/setup");
  await page.getByRole("textbox", { name: "Password" }).fill("short");
  await page.getByRole("button", { name: "Create organisation" }).click();
  for (const fault of ["Enter a name.", "Enter an email address such as", "at least 10 characters"]) {
    await expect(page.getByText(fault), "all faults are told at once").toBeVisible();
  }
  await page.getByRole("textbox", { name: "Organisation name" }).fill(OWNER.organisationName);
  await page.getByRole("textbox", { name: "Your name" }).fill(OWNER.name);
  await page.getByRole("textbox", { name: "Email" }).fill(OWNER.email);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await page.getByRole("button", { name: "Create organisation" }).click();
  await expect(page).toHaveURL("/");

  const thread = new ThreadPage(page);
  const question = unique("Explain compound interest");
  await upstream.behave(question, "tokens:400+slow:4");
  await thread.begin(question);
  await expect(thread.words(thread.lastAnswer)).toContainText("short plan");
  await expect(thread.lastAnswer).toHaveAttribute("aria-busy", "true");
  await expect(thread.stop).toBeVisible();
  await thread.settled();

  const owner = await getOwner(db);
  const title = titleMadeOf(question);
  await expect(thread.row(title)).toBeVisible();
  const [answer, naming] = await entriesOf(db, owner);
  expect(answer).toMatchObject({ purpose: "answer", certainty: "exact", threadId: thread.id() });
  expect(naming).toMatchObject({ purpose: "title", certainty: "exact", threadId: thread.id() });
  expect(await thread.costOf(thread.lastAnswer)).toEqual({
    usd: toDecimalUsd(answer?.costPicoUsd ?? 0n),
    certainty: "exact",
  });

  const total = await spentBy(db, owner);
  await expect(page.getByRole("main").locator("header")).toContainText(formatUsd(total));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(thread.row(title)).toContainText(formatUsd(total));
  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await expectAmount(tile(page, "Spent this month"), toDecimalUsd(total));

  watch.expect(/^404 GET .*\/setup$/);
  const gone = await page.goto("/setup");
  expect(gone?.status(), "set-up happens once").toBe(404);
});
