import { randomUUID } from "node:crypto";
import { setPrice } from "@/lib/pricing";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { ctxOf } from "./fixtures/people";
import { ThreadPage, unique } from "./pages/thread";
import { startUpstream } from "./upstream/server";

const RATES = {
  ...{ inputPicoUsd: 2_500_000n, cachedInputPicoUsd: 1_000_000n },
  ...{ cacheWritePicoUsd: 0n, outputPicoUsd: 10_000_000n },
};

test("an admin adds a provider, corrects its key by the test's word, and a member gets its answers", async ({
  openAs,
  admin,
  member,
  db,
}) => {
  const name = `house-${randomUUID().slice(0, 8)}`;
  const model = `model-of-${name}`;
  const key = `sk-${randomUUID()}-ABCD`;
  const house = await startUpstream({ apiKey: key, models: [model] });
  await setPrice(ctxOf(db, admin), { provider: name, model, ...RATES, effectiveFrom: "now" });

  const page = await openAs(admin);
  await page.goto("/admin/providers");
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    await page.getByRole("button", { name: "Add provider" }).click();
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Address" }).fill("http://10.0.0.7/v1");
  await dialog.getByLabel("Key", { exact: true }).fill(`${key.slice(0, -4)}WXYZ`);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText(/begins with https.*PROVIDER_HOSTS/)).toBeVisible();
  await expectAccessible(page, "a provider that is refused");
  await dialog.getByRole("textbox", { name: "Address" }).fill(house.url);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);

  const row = page.getByRole("list", { name: "Providers" }).getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("Key ends in WXYZ");
  await expect(row).toContainText("The price book does not know this name");
  await row.getByRole("button", { name: `Test ${name}` }).click();
  await expect(row.getByRole("status")).toHaveText("It does not accept the key: replace it.");
  await row.getByRole("button", { name: `Replace key of ${name}` }).click();
  await dialog.getByLabel("New key").fill(key);
  await dialog.getByRole("button", { name: "Replace key" }).click();
  await expect(row).toContainText("Key ends in ABCD");
  await row.getByRole("button", { name: `Test ${name}` }).click();
  await expect(row.getByRole("status")).toHaveText("It works, with 1 model.");
  await expectAccessible(page, "the providers");
  expect(await page.content()).not.toContain(key.slice(0, -4));
  const file = await (await page.request.get("/api/reports/providers")).text();
  expect(file).toContain(`${name},${house.url}`);
  expect(file).not.toContain("ABCD");

  const members = await openAs(member);
  const thread = new ThreadPage(members);
  await members.goto("/");
  const choice = members.getByRole("combobox", { name: "Model" });
  await choice.selectOption({ label: `${model} · $2.50 in, $10.00 out per 1M` });
  await thread.ask(unique("Who answers here"));
  expect(house.book().calls.map((call) => call.model)).toContain(model);

  await row.getByRole("button", { name: `Pause ${name}` }).click();
  await expect(row).toContainText("Paused");
  await members.goto("/");
  await expect(choice.getByRole("option", { name: model })).toHaveCount(0);
  await row.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Paused");
  await row.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(row).toHaveCount(0);
  await house.close();
});
