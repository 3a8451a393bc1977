import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { shiftsOf } from "./fixtures/shifts";
import { upstream } from "./fixtures/upstream";
import { DetailsPage } from "./pages/details";
import { ThreadPage, unique } from "./pages/thread";

const SHIFT_MAX = 0.02;
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="teal"/></svg>';

const answerWith = (host: string) => `Here is one: ![a small one](https://${host}/small.png) among words.

![A cat](https://${host}/cat.png)

A word between, and more of them, so that something stands below the picture.

![Gone](https://${host}/gone.png)

![A dog](https://elsewhere.example/dog.png)

![Open](http://${host}/open.png)

![Late][late]

The last words.

[late]: https://${host}/late.png?of=several-words-and-a-long-end
`;

/** Stands for the host; answers which of its addresses were asked for. */
async function serve(page: Page, host: string): Promise<string[]> {
  const asked: string[] = [];
  await page.context().route(`https://${host}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    asked.push(pathname + search);
    expect(route.request().headers().referer).toBeUndefined();
    if (pathname === "/gone.png") return route.fulfill({ status: 404, body: "" });
    await route.fulfill({ contentType: "image/svg+xml", body: PICTURE });
  });
  return asked;
}

const policyOf = async (page: Page) => (await page.request.get("/")).headers()["content-security-policy"];

test("pictures are shown once an admin allows their host, complete ones alone, and nobody else is called", async ({
  page,
  openAs,
  admin,
  watch,
}) => {
  const host = `img-${randomUUID().slice(0, 8)}.example.org`;
  const ours = host.replaceAll(".", "\\.");
  watch.expect(new RegExp(`^another site: https://${ours}/(small|cat|gone)\\.png$`));
  watch.expect(new RegExp(`^another site: https://${ours}/late\\.png\\?of=several-words-and-a-long-end$`));
  watch.expect(new RegExp(`^404 GET https://${ours}/gone\\.png$`));
  const administration = await openAs(admin);
  await administration.goto("/admin/threads");
  const form = administration.getByRole("form", { name: "Pictures in answers" });
  const hosts = form.getByRole("textbox", { name: "Image hosts" });
  await hosts.fill(`${host}\n*.com`);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toContainText("“*.com” would allow a whole top level: name more of the host.");
  await expectAccessible(administration, "the image hosts");
  await hosts.fill(host.toUpperCase());
  await form.getByRole("button", { name: "Save" }).click();
  await expect(administration.getByText("The image hosts are saved.")).toBeVisible();
  await expect(hosts).toHaveValue(host);
  expect(await policyOf(page)).toContain(`; img-src 'self' data: https://${host}; `);

  const asked = await serve(page, host);
  const thread = new ThreadPage(page);
  const question = unique("Show me pictures");
  await upstream.reply(question, answerWith(host));
  await upstream.behave(question, "slow:5");
  await page.goto("/");
  await thread.ask(question);
  await expectPictures(thread);
  const all = ["/cat.png", "/gone.png", "/late.png?of=several-words-and-a-long-end", "/small.png"];
  expect([...new Set(asked)].toSorted(), "no part of an address was asked for").toEqual(all);
  const shifts = await shiftsOf(page);
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  expect(total, JSON.stringify(shifts)).toBeLessThanOrEqual(SHIFT_MAX);
  await page.reload();
  await expectPictures(thread);
  await expectAccessible(page, "an answer with pictures");

  const address = await new DetailsPage(page).share();
  const colleague = await openAs(admin);
  await serve(colleague, host);
  await colleague.goto(address);
  await expectPictures(new ThreadPage(colleague));

  await hosts.fill("");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(hosts).toHaveValue("");
  await expect.poll(() => policyOf(page)).toContain("; img-src 'self' data:; ");
  await page.reload();
  await expect(thread.lastAnswer.getByRole("link", { name: `Image: A cat (${host})` })).toBeVisible();
  await expect(thread.lastAnswer.getByRole("img")).toHaveCount(0);
});

async function expectPictures({ lastAnswer }: ThreadPage): Promise<void> {
  for (const name of [/^Image: a small one/, /^Image: A cat/, /^Image: Late/]) {
    const picture = lastAnswer.getByRole("img", { name });
    // The server's copy of the answer takes the place of the one that was written, pictures included.
    await expect(async () => {
      await picture.scrollIntoViewIfNeeded({ timeout: 1_000 });
      const width = () =>
        picture.evaluate((image: HTMLImageElement) => image.naturalWidth, null, { timeout: 1_000 });
      await expect.poll(width, { timeout: 2_000 }).toBe(640);
    }).toPass();
  }
  await expect(lastAnswer.getByText(/^Image: Gone \(/), "one that did not come is words").toBeVisible();
  await expect(lastAnswer.getByText("Image: A dog (elsewhere.example)")).toBeVisible();
  await expect(lastAnswer.getByText(/^Image: Open \(/)).toBeVisible();
  await expect(lastAnswer.getByRole("img")).toHaveCount(3);
}
