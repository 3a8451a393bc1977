import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";

test("an invitation's link lets one person in, once; one for an address is for nobody else, and a revoked one for nobody", async ({
  openAs,
  admin,
}) => {
  const administration = await openAs(admin);
  await administration.goto("/admin/members");
  await administration.getByRole("button", { name: "Invite" }).click();
  await administration.getByRole("button", { name: "Create link" }).click();
  const link = await administration.getByRole("textbox", { name: "Invitation link" }).inputValue();

  const newcomer = await openAs(null);
  const name = `Newcomer ${randomUUID().slice(0, 8)}`;
  await newcomer.goto(link);
  await newcomer.getByRole("textbox", { name: "Your name" }).fill(name);
  await newcomer.getByRole("textbox", { name: "Email" }).fill(`${randomUUID()}@example.org`);
  await newcomer.getByRole("textbox", { name: "Password" }).fill("a password of my own");
  await newcomer.getByRole("button", { name: "Join" }).click();
  await expect(newcomer).toHaveURL("/");
  await expect(newcomer.getByRole("link", { name })).toBeVisible();
  await expect(newcomer.getByRole("link", { name: "Admin" })).toHaveCount(0);

  const late = await openAs(null);
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "This invitation is not open" })).toBeVisible();
  await expect(late.getByRole("textbox")).toHaveCount(0);

  await administration.goto(`/admin/members?q=${encodeURIComponent(name)}`);
  await expect(administration.getByRole("row", { name })).toContainText("Member");

  const email = `${randomUUID()}@example.org`;
  await administration.goto("/admin/members");
  await administration.getByRole("button", { name: "Invite" }).click();
  await administration.getByRole("textbox", { name: "Email (optional)" }).fill(email);
  await administration.getByRole("button", { name: "Create link" }).click();
  const theirs = await administration.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await administration.getByRole("button", { name: "Done" }).click();

  const invited = await openAs(null);
  await invited.goto(theirs);
  await expect(invited.getByRole("textbox", { name: "Email" })).toHaveValue(email);
  await expect(invited.getByRole("textbox", { name: "Email" })).not.toBeEditable();

  await administration.getByRole("row", { name: email }).getByRole("button", { name: "Revoke" }).click();
  await expect(administration.getByText("The link no longer works.")).toBeVisible();
  await invited.reload();
  await expect(invited.getByRole("heading", { name: "This invitation is not open" })).toBeVisible();
});
