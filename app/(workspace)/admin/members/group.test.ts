import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { chosenGroup } from "./group";

test("a group of several members has to be chosen, also where it is none", () => {
  const plan = chosenGroup("Choose a plan, or None.");
  const id = newId();
  expect([plan.parse(""), plan.parse(id)]).toEqual([null, id]);
  expect(plan.safeParse("unchosen").error?.issues.map(({ message }) => message)).toEqual([
    "Choose a plan, or None.",
  ]);
});
