import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { recordAnswer } from "./fixtures/spend";
import { SidebarPage } from "./pages/sidebar";
import { ThreadPage, unique } from "./pages/thread";

const SOURDOUGH = {
  question: "My sourdough bread comes out flat and dense. What can I change?",
  answer:
    "A flat loaf usually means that the dough was proofed too long or that the starter was weak. Feed the starter twice before baking, let the dough rise until it has grown by half, shape it tightly and bake it in a hot Dutch oven. Flour with more protein holds the gas better, and a little less water makes shaping easier.",
  inputTokens: 4000,
  outputTokens: 900,
};
const ELSEWHERE = "Draft a polite email to my landlord about the broken heating in the bathroom";

test("a message of another topic is offered a thread of its own, with what both would cost", {
  tag: "@phone",
}, async ({ page, db, member }) => {
  const { id } = await recordAnswer(db, {
    ...SOURDOUGH,
    ...{ userId: member.userId, at: new Date(), thread: { title: "Sourdough" } },
  });
  await page.goto(`/threads/${id}`);
  const thread = new ThreadPage(page);
  const hint = page.getByRole("status").filter({ hasText: "This looks like a new topic." });
  await thread.message.fill("How can I tell whether the starter is strong enough for the dough?");
  await expect(page.getByText(/up to \$/)).toBeVisible();
  await thread.message.fill(ELSEWHERE);
  await expect(hint).toContainText(
    /^This looks like a new topic\. Start a new thread: ≤ \$[\d.]+ instead of ≤ \$[\d.]+\./,
  );
  await expect(thread.send, "it is in nobody's way").toBeEnabled();
  await expectAccessible(page, "the hint of a new topic");
  await thread.message.fill("How can I tell whether the starter is strong enough for the dough?");
  await expect(hint).toHaveCount(0);
  await thread.message.fill(ELSEWHERE);
  await hint.getByRole("button", { name: "Start a new thread" }).click();
  await expect(page).toHaveURL("/");
  await expect(thread.message).toHaveValue(ELSEWHERE);

  await page.goto(`/threads/${id}`);
  await expect(thread.message, "the message has moved").toHaveValue("");
  await thread.message.fill(ELSEWHERE);
  await hint.getByRole("button", { name: "Stay here" }).click();
  await thread.message.fill(`${ELSEWHERE} before Monday`);
  await expect(hint).toHaveCount(0);

  await page.goto("/settings");
  const choice = page.getByRole("checkbox", { name: /Offer a new thread/ });
  await expect(choice).toBeChecked();
  await choice.uncheck();
  await expect(choice).toBeEnabled();
  await page.goto(`/threads/${id}`);
  // The code that compares is loaded for the hint alone: without it nothing is compared.
  await thread.message.fill(ELSEWHERE);
  await expect(page.getByText(/up to \$/)).toBeVisible();
  await expect(hint).toHaveCount(0);
  await page.goto("/settings");
  await expect(choice).not.toBeChecked();
});

test("threads of nearly the same title are found from the menu, merged, and set apart again", async ({
  page,
  db,
  member,
}) => {
  const title = unique("Quarterly report");
  for (const name of [title, `${title}, again`, "Trip to Oslo"]) {
    await recordAnswer(db, {
      ...SOURDOUGH,
      ...{ userId: member.userId, at: new Date(), thread: { title: name } },
    });
  }
  await page.goto("/");
  const sidebar = new SidebarPage(page);
  await sidebar.choose(`${title}, again`, "Similar threads");
  const dialog = page.getByRole("dialog", { name: "Similar threads" });
  await expect(dialog.getByRole("listitem")).toHaveText([new RegExp(title.replace(/[()]/g, "\\$&"))]);
  await expectAccessible(page, "similar threads");
  await dialog.getByRole("button", { name: `Merge with ${title}` }).click();
  await expect(page.getByText("2 threads are merged.")).toBeVisible();
  await expect(new ThreadPage(page).questions).toHaveCount(2);
  await sidebar.undo("2 threads are merged.");
  await expect(sidebar.link(`${title}, again`)).toBeVisible();
});
