import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Member } from "./fixtures/people";

const WRONG = "The email or the password is wrong. Check both and try again.";

async function typeCredentials(page: Page, { email, password }: Pick<Member, "email" | "password">) {
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a wrong email and a wrong password get the same words, the right ones lead on", async ({
  openAs,
  member,
}) => {
  const page = await openAs(null);
  await page.goto("/usage");
  await expect(page).toHaveURL("/sign-in?next=%2Fusage");
  await typeCredentials(page, { ...member, email: `nobody-${member.email}` });
  await expect(page.getByText(WRONG)).toBeVisible();
  await page.goto("/sign-in?next=%2Fusage");
  await typeCredentials(page, { ...member, password: "something else" });
  await expect(page.getByText(WRONG)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(member.email);
  await typeCredentials(page, member);
  await expect(page).toHaveURL("/usage");
});

test("after five wrong passwords even the right one has to wait", async ({ openAs, member }) => {
  const page = await openAs(null);
  for (let tries = 0; tries < 5; tries++) {
    await page.goto("/sign-in");
    await typeCredentials(page, { ...member, password: `guess number ${tries}` });
    await expect(page.getByText(WRONG)).toBeVisible();
  }
  await typeCredentials(page, member);
  await expect(page.getByText("Too many tries. Wait one minute and try again.")).toBeVisible();
});

test("signing out ends the session of this browser, signing out everywhere that of another one at its next click", async ({
  openAs,
  member,
  page,
}) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/sign-in");
  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");
  await typeCredentials(page, member);
  await expect(page).toHaveURL("/");

  const elsewhere = await openAs(member);
  await elsewhere.goto("/");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL("/sign-in");
  await elsewhere.getByRole("link", { name: "Usage", exact: true }).click();
  await expect(elsewhere).toHaveURL("/sign-in?next=%2Fusage");
});

test("a new role holds from a new sign-in on, and a disabled member is out at the next click and cannot come back", async ({
  openAs,
  admin,
  member,
  page,
}) => {
  await page.goto("/");
  const administration = await openAs(admin);
  await administration.goto(`/admin/members?q=${member.email}`);
  await administration.getByRole("button", { name: `Options for ${member.name}` }).click();
  await administration.getByRole("menuitemradio", { name: "Admin" }).click();
  await expect(administration.getByText(`${member.name} is now an admin.`)).toBeVisible();

  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await expect(page).toHaveURL("/sign-in?next=%2Fusage");
  await typeCredentials(page, member);
  await expect(page).toHaveURL("/usage");
  await expect(page.getByRole("link", { name: "Admin" })).toBeVisible();

  await administration.goto(`/admin/members/${member.userId}`);
  await administration.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(administration.getByText(`${member.name} is signed out everywhere.`)).toBeVisible();
  await page.getByRole("link", { name: "Admin" }).click();
  await expect(page).toHaveURL("/sign-in?next=%2Fadmin%2Fcosts");
  await typeCredentials(page, member);
  await expect(page).toHaveURL("/admin/costs");

  await administration.goto(`/admin/members?q=${member.email}`);
  await administration.getByRole("button", { name: `Options for ${member.name}` }).click();
  await administration.getByRole("menuitem", { name: "Disable" }).click();
  await expect(administration.getByText(`${member.name} is signed out and kept out.`)).toBeVisible();

  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await expect(page).toHaveURL("/sign-in?next=%2Fusage");
  await typeCredentials(page, member);
  await expect(page.getByText(WRONG)).toBeVisible();
});
