import { expect, test } from "vitest";
import { z } from "zod";
import { requestInput } from "./request-input";

test("what is missing is told at once", () => {
  const { error } = requestInput.safeParse({
    budgetId: "01234567-89ab-4def-8123-456789abcdef",
    amount: " ",
    reason: " ",
  });
  expect(error && z.flattenError(error).fieldErrors).toEqual({
    amount: ["Enter how much more you need."],
    reason: ["Say what you need it for."],
  });
});
