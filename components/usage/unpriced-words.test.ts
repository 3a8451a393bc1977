import { expect, test } from "vitest";
import { unpricedWords } from "./unpriced-words";

const use = (model: string, calls: number) => ({ provider: "local-a", model, calls });

test("says how many calls of which models have no price, and nothing where each has one", () => {
  expect(unpricedWords([])).toBeNull();
  expect(unpricedWords([use("mystery-1", 1)])).toBe(
    "1 call on local-a/mystery-1 has no price: what it cost is unknown, and in none of these sums.",
  );
  expect(unpricedWords([use("b", 1_200), use("a", 2), use("c", 1), use("d", 1), use("e", 1)])).toBe(
    "1,205 calls on local-a/b, local-a/a, local-a/c and 2 more models have no price: what they cost is unknown, and in none of these sums.",
  );
});
