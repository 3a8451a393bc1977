import { expect, test } from "./fixtures";
import { fill, openSearch, result, results } from "./pages/search";
import { ThreadPage } from "./pages/thread";

test("search needs no mouse: open it, type, walk the results, open one, clear", async ({
  page,
  db,
  member,
}) => {
  const ids = await fill(db, member);
  await page.goto("/usage");
  const box = await openSearch(page);
  // A key pressed before the page listens does nothing.
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(box).toBeFocused({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await page.keyboard.type("tr");
  await expect(result(page, "Trip to Oslo")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(results(page).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(box).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("ains");
  await expect(box, "letters go on in the field").toHaveValue("trains");
  await expect(results(page).locator("mark").first()).toHaveText("trains");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/threads/${ids["Trip to Oslo"]}#`));

  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("picture");
  await page.keyboard.press("Enter");
  await expect(page, "Enter in the field opens the first, once it is known").toHaveURL(
    new RegExp(`/threads/${ids["A picture"]}`),
  );
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await expect(box).toBeFocused();
  await expect(box).toHaveValue("");
  await expect(results(page)).toHaveCount(0);
  await expect(new ThreadPage(page).row("Quarterly report")).toBeVisible();
});
