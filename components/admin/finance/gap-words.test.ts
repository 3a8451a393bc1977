import { describe, expect, test } from "vitest";
import { gapOf, gapWords } from "./gap-words";

const DOLLAR = 10n ** 12n;
const CENT = DOLLAR / 100n;
const row = {
  ...{ isRead: true, billedPicoUsd: DOLLAR as bigint | null, computedPicoUsd: DOLLAR, estimatedPicoUsd: 0n },
  ...{ adjustedPicoUsd: 0n, calls: 5, unpricedCalls: 0, roundedCalls: 0, unsettledCalls: 0 },
};

describe("gapWords", () => {
  test("says nothing where there is no gap", () => {
    expect(gapWords(row)).toEqual([]);
    expect(gapOf(row)).toBe(0n);
  });

  test.each([
    [{ isRead: false }, /not read yet/],
    [{ billedPicoUsd: DOLLAR + 5n }, /round/],
    [{ billedPicoUsd: 2n * DOLLAR }, /did not go through Purser/],
    [{ billedPicoUsd: 0n }, /lower price/],
    [{ billedPicoUsd: null }, /no costs of this model/],
    [{ computedPicoUsd: 0n, calls: 0 }, /another program/],
    [{ billedPicoUsd: 2n * DOLLAR, unpricedCalls: 1 }, /^1 call ran unpriced/],
    [{ billedPicoUsd: 2n * DOLLAR, unsettledCalls: 2 }, /^2 calls failed or broke off/],
    [{ billedPicoUsd: 2n * DOLLAR, estimatedPicoUsd: DOLLAR }, /\$1\.00 is estimated/],
    [
      { billedPicoUsd: 2n * DOLLAR, estimatedPicoUsd: DOLLAR / 4n },
      /estimated.* The other \$0\.75: calls that did not/,
    ],
    [{ billedPicoUsd: 2n * DOLLAR, estimatedPicoUsd: 1n, unpricedCalls: 1 }, /was used\.$/],
    [
      { billedPicoUsd: DOLLAR + CENT / 2n, estimatedPicoUsd: CENT / 50n },
      /^\$0\.0002 is estimated.* The rest is less than a cent: providers round/,
    ],
    [
      { billedPicoUsd: DOLLAR - CENT / 2n, adjustedPicoUsd: CENT / 4n },
      /later\. The rest is less than a cent/,
    ],
    [{ billedPicoUsd: DOLLAR + CENT / 2n, estimatedPicoUsd: CENT }, /was used\.$/],
    [{ billedPicoUsd: 0n, estimatedPicoUsd: CENT, unpricedCalls: 1 }, /The other \$0\.99: a lower price/],
    [{ billedPicoUsd: DOLLAR - 1n, roundedCalls: 3 }, /^3 calls in batch or flex are rounded up\.$/],
  ])("of %o says why", (over, words) => {
    expect(gapWords({ ...row, ...over }).join(" ")).toMatch(words);
  });
});
