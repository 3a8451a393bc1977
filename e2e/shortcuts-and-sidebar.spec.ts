import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { upstream } from "./fixtures/upstream";
import { SidebarPage } from "./pages/sidebar";
import { ThreadPage, unique } from "./pages/thread";

test("the sheet lists every shortcut and gives the focus back, the sidebar is put away and comes back, and its edge moves, all to stay", async ({
  page,
}) => {
  const thread = new ThreadPage(page);
  await page.goto("/");
  await test.step("the sheet of shortcuts", async () => {
    await expect(thread.message).toBeFocused();
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    // A key that comes before the page listens is lost to every page.
    await expect(async () => {
      await page.keyboard.press("ControlOrMeta+/");
      await expect(sheet).toBeVisible({ timeout: 2_000 });
    }).toPass();
    for (const words of ["New thread", "Search threads", "Stop the answer", "Copy the last answer"])
      await expect(sheet.getByText(words, { exact: true })).toBeVisible();
    await expectAccessible(page, "the sheet of shortcuts");
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
    await expect(thread.message).toBeFocused();
    const button = page.getByRole("button", { name: "Keyboard shortcuts" });
    await button.click();
    await expect(sheet).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  });
  await test.step("put away and back, as a reload paints it", async () => {
    const { nav } = new SidebarPage(page);
    const hide = page.getByRole("button", { name: "Hide sidebar" });
    const show = page.getByRole("button", { name: "Show sidebar" });
    await expect(nav).toBeVisible();
    await hide.click();
    await expect(nav).toBeHidden();
    await expect(show).toBeFocused();
    await expectAccessible(page, "without the sidebar");
    // Before any script has run the page is already as it was left.
    const html = await (await page.request.get("/")).text();
    expect(html).toContain('data-sidebar="closed"');
    await page.reload();
    await expect(show).toBeVisible();
    await expect(nav).toBeHidden();
    await expect(thread.message, "the page listens").toBeFocused();
    await page.keyboard.press("ControlOrMeta+Shift+S");
    await expect(nav).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Shift+S");
    await show.click();
    await expect(hide).toBeFocused();
  });
  await test.step("its edge, by pointer and by keys, within its limits", async () => {
    const edge = page.getByRole("separator", { name: "Sidebar width" });
    const aside = page.getByRole("complementary", { name: "Sidebar" });
    const width = async () => (await aside.boundingBox())?.width;
    await expect(edge).toHaveAttribute("aria-valuenow", "272");
    await expect.poll(width).toBe(272);
    await page.mouse.move(272, 400);
    await page.mouse.down();
    await page.mouse.move(340, 400, { steps: 4 });
    await page.mouse.up();
    await expect(edge).toHaveAttribute("aria-valuenow", "340");
    await expect.poll(width).toBe(340);
    await page.reload();
    await expect.poll(width, "remembered").toBe(340);
    await expect(thread.message, "the page listens").toBeFocused();
    await edge.focus();
    await page.keyboard.press("ArrowLeft");
    await expect(edge).toHaveAttribute("aria-valuenow", "324");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
    await expect.poll(width).toBe(420);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(width).toBe(220);
    await edge.dblclick();
    await expect(edge).toHaveAttribute("aria-valuenow", "272");
  });
});

test("keys begin, leave, find, copy and stop, wherever the focus is", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const thread = new ThreadPage(page);
  const [first, second] = [unique("First by keys"), unique("Second by keys")];
  await upstream.reply(first, "An answer to **copy**.");
  await page.goto("/");
  await thread.ask(first);
  const firstUrl = page.url();
  await page.keyboard.press("ControlOrMeta+Shift+C");
  await expect(page.getByText("The last answer is copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("An answer to **copy**.");

  await page.keyboard.press("ControlOrMeta+Shift+O");
  await expect(page).toHaveURL("/");
  await upstream.behave(second, "tokens:400+slow:20");
  await thread.begin(second);
  const secondUrl = page.url();
  await thread.log.focus();
  await page.keyboard.press("Shift+Escape");
  await expect(thread.message).toBeFocused();
  await expect(thread.stop).toBeVisible();
  await thread.log.focus();
  await page.keyboard.press("Escape");
  await thread.settled();
  await expect(thread.lastAnswer).toContainText("Stopped");

  await page.keyboard.press("Alt+ArrowDown");
  await expect(page).toHaveURL(firstUrl);
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page).toHaveURL(secondUrl);
});
