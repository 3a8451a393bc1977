import { expect, test } from "vitest";
import { z } from "zod";
import { memberFields } from "./fields";

const { name, email, newPassword } = memberFields;
const person = z.object({ name, email, password: newPassword });

const faultsOf = (typed: object) =>
  person.safeParse(typed).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

test("tells all that is wrong at once, a password that cannot be taken included", () => {
  expect(faultsOf({ name: " ", email: "member07", password: "short" })).toEqual([
    ["name", "Enter a name."],
    ["email", "Enter an email address such as name@example.org."],
    ["password", "Choose a password of at least 10 characters."],
  ]);
  expect(
    faultsOf({ name: "Member 07", email: "member07@example.org", password: "a long pass phrase" }),
  ).toEqual([]);
});

test.each([
  ["x".repeat(201), "Choose a shorter password: 200 bytes at most."],
  ["Password123", "This password is one of the first that attackers try. Choose another one."],
])("tells what is wrong with the password %s by itself", (password, sentence) => {
  expect(faultsOf({ name: "Member 07", email: "member07@example.org", password })).toEqual([
    ["password", sentence],
  ]);
});
