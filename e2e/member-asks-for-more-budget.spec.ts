import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { exportAs } from "./fixtures/files";
import { limit } from "./fixtures/people";
import { ThreadPage, unique } from "./pages/thread";

test("a member who is stopped asks for more, an admin approves, and the member goes on", {
  tag: "@phone",
}, async ({ page, openAs, member, admin, db }) => {
  await limit(db, member, { messages: 0n, period: "month" });
  await page.goto("/");
  const notice = page.getByRole("region", { name: "Budget used up" });
  await notice.getByRole("link", { name: "Ask for more" }).click();
  await expect(page).toHaveURL(/\/usage#ask$/);

  const form = page.getByRole("form", { name: "Ask for more budget" });
  const reason = unique("The quarter's report");
  await form.getByRole("textbox", { name: "How many more messages" }).fill("5");
  await form.getByRole("button", { name: "Ask for more" }).click();
  await expect(form.getByText("Say what you need it for.")).toBeVisible();
  await form.getByRole("textbox", { name: "Reason" }).fill(reason);
  await form.getByRole("button", { name: "Ask for more" }).click();
  await expect(page.getByText(/You asked for 5 messages more on the \w+ messages, for good\./)).toBeVisible();

  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(form).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`“${reason}”`)).toBeVisible();
  await expectAccessible(page, "usage with a request");

  const administration = await openAs(admin);
  await administration.goto("/admin");
  await administration.getByRole("link", { name: /^Requests \d+ open$/ }).click();
  const row = administration.getByRole("listitem").filter({ hasText: reason });
  await expect(row).toContainText("0 of 0 messages used");
  await expectAccessible(administration, "the requests for budget");
  await row.getByRole("button", { name: `Approve the request of ${member.name}` }).click();
  const dialog = administration.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "Give, in messages" })).toHaveValue("5");
  await dialog.getByRole("textbox", { name: "Give, in messages" }).fill("3");
  await dialog.getByRole("textbox", { name: "Answer (optional)" }).fill("Three will do.");
  await expectAccessible(administration, "the approval of a request");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(administration.getByText("The request is approved")).toBeVisible();
  await expect(row).toHaveCount(0);
  await administration.getByRole("combobox", { name: "State" }).selectOption({ label: "Approved" });
  await administration.getByRole("searchbox", { name: "Search requests" }).fill(member.email);
  await administration.keyboard.press("Enter");
  await expect(row).toContainText(`Given: 3 messages more, for good, by ${admin.name}`);
  await expectAccessible(administration, "the answered requests");
  expect((await exportAs(administration, "CSV")).bytes.toString()).toContain(`,3,,Three will do.`);

  await page.goto("/usage");
  const answer = page.getByRole("status").filter({ hasText: "Your request was approved" });
  await expect(answer).toContainText(`3 messages more, for good (${admin.name}`);
  await expect(answer).toContainText("“Three will do.”");
  await page.getByRole("button", { name: "Got it" }).click();
  await expect(answer).toHaveCount(0);
  await page.goto("/");
  const thread = new ThreadPage(page);
  await thread.ask(unique("Now it goes on"));
  await expect(thread.lastAnswer).toBeVisible();
});
