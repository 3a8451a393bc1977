import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { entriesOf } from "./fixtures/ledger";
import { limit } from "./fixtures/people";
import { recordAnswer } from "./fixtures/spend";
import { tile } from "./pages/report";
import { ThreadPage, unique } from "./pages/thread";

test("a budget of messages stops whatever they cost, and leads an admin to where it is changed", async ({
  openAs,
  admin,
  db,
}) => {
  await limit(db, admin, { messages: 1n, period: "total" });
  const thread = new ThreadPage(await openAs(admin));
  await thread.page.goto("/");
  await expect(thread.budget).toContainText("0 of 1 message");
  await thread.ask(unique("The only one"));
  const notice = thread.page.getByRole("region", { name: "Budget used up" });
  await expect(notice).toContainText("Your budget of 1 message is used up.");
  await expect(notice).toContainText("It does not reset: raise it to go on.");
  await expect(thread.message).toBeDisabled();
  await notice.getByRole("link", { name: "Change budget" }).click();
  await expect(thread.page).toHaveURL(/\/admin\/budgets/);
});

test("a member is told who can raise a budget, and gets no way to it", async ({ page, member, db }) => {
  await limit(db, member, { messages: 0n, period: "week" });
  await page.goto("/");
  const notice = page.getByRole("region", { name: "Budget used up" });
  await expect(notice).toContainText(/Your budget for this week of 0 messages is used up\./);
  await expect(notice).toContainText(/It resets on .+ \(in .+\); an admin can raise it before\./);
  await expect(notice.getByRole("link", { name: "See usage" })).toBeVisible();
  await expect(notice.getByRole("link", { name: "Change budget" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Write code" })).toBeDisabled();
});

test("the tile of what is left says the messages that are used up, not the dollars that are left", async ({
  page,
  member,
  db,
}) => {
  await limit(db, member, { usd: "5", period: "month" });
  await limit(db, member, { messages: 0n, period: "month" });
  await page.goto("/usage");
  await expect(tile(page, "Left this month")).toContainText("0 messages");
  await expect(tile(page, "Left this month")).toContainText("nothing until 1 ");
  await expect(tile(page, "Saved"), "what was saved stays beside it").toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^When a budget of mine/ })).toBeChecked();
});

test("a thread too long for what is left says so and leads to a new one", async ({ page, member, db }) => {
  const { userId } = member;
  const { id } = await recordAnswer(db, {
    ...{ userId, at: new Date(), question: "A question", answer: "A word or two. ".repeat(5_000) },
    ...{ inputTokens: 0, outputTokens: 0, thread: { title: "A long thread" } },
  });
  await limit(db, member, { usd: "0.001", period: "total" });
  await page.goto(`/threads/${id}`);
  await page.getByRole("combobox", { name: "Model" }).selectOption("compatible/gpt-4o-mini");
  const notice = page.getByRole("region", { name: "Thread too long for the budget" });
  await expect(notice).toContainText("This thread is too long for the $0.0010 left of the budget.");
  await expect(page.getByPlaceholder("This thread is too long for what is left of the budget")).toBeVisible();
  await notice.getByRole("link", { name: "Start a new thread" }).click();
  await expect(page).toHaveURL("/");
  await page.getByRole("combobox", { name: "Model" }).selectOption("compatible/gpt-4o-mini");
  await expect(new ThreadPage(page).message).toBeEnabled();
});

test("a budget that runs low lets a cheaper model answer, and the answer says why", async ({
  page,
  member,
  db,
}) => {
  await limit(db, member, { usd: "0.03", period: "month", downgradeTo: "compatible/gpt-4o-mini" });
  const thread = new ThreadPage(page);
  await page.goto("/");
  await page.getByRole("combobox", { name: "Model" }).selectOption("compatible/gpt-4o");
  await expect(page.getByText("or a cheaper model")).toBeVisible();
  await thread.ask(unique("Make me a plan"));
  await expect(thread.lastAnswer).toHaveAccessibleName("gpt-4o-mini");
  await page.reload();
  await thread.lastAnswer.getByRole("button", { name: "Cheaper model" }).click();
  await expect(thread.lastAnswer).toContainText(
    /Your \w+ budget has \$0\.03\d* left of \$0\.03, so a cheaper model answered\./,
  );
  await expectAccessible(page, "an answer of a cheaper model");
  const models = async () => (await entriesOf(db, member)).map(({ model }) => model);
  await expect.poll(models, "the answer and its title").toEqual(["gpt-4o-mini", "gpt-4o-mini"]);
});
