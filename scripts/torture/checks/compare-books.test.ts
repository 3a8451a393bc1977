import { describe, expect, test } from "vitest";
import { compareBooks, type LedgerAttempt, type UpstreamCall, unrecordedPercent } from "./compare-books";

const call = (work: string, cost: number, given: Partial<UpstreamCall> = {}): UpstreamCall => ({
  work,
  costPicoUsd: BigInt(cost),
  stored: false,
  reachedModel: cost > 0,
  ...given,
});

const attempt = (work: string, cost: number | null, given: Partial<LedgerAttempt> = {}): LedgerAttempt => ({
  work,
  costPicoUsd: cost === null ? null : BigInt(cost),
  isExact: true,
  wasDispatched: true,
  ...given,
});

describe("compareBooks", () => {
  test("finds nothing where both books agree", () => {
    const books = compareBooks(
      [call("a answer", 70), call("a title", 5), call("b answer", 0)],
      [attempt("a answer", 70), attempt("a title", 5), attempt("b answer", null)],
    );
    expect(books.all).toEqual({ upstream: 75n, unrecorded: 0n, overrecorded: 0n });
    expect(books).toMatchObject({ unflagged: [], chargedTwice: [], unheld: [] });
  });

  test("does not let what is too much here make up for what is missing there", () => {
    const estimated = { isExact: false };
    const books = compareBooks(
      [call("a", 100), call("b", 100)],
      [attempt("a", 60, estimated), attempt("b", 140, estimated)],
    );
    expect(books.all).toEqual({ upstream: 200n, unrecorded: 40n, overrecorded: 40n });
    expect(books.unflagged).toEqual([]);
    expect(unrecordedPercent(books.all)).toBe(20);
  });

  test("counts apart what can be asked for: only work of which every call was stored", () => {
    const stored = { stored: true };
    const estimated = { isExact: false };
    const books = compareBooks(
      [call("a", 100, stored), call("b", 50, stored), call("b", 50)],
      [attempt("a", 90, estimated), attempt("b", 50, estimated), attempt("b", 20, estimated)],
    );
    expect(books.askable).toEqual({ upstream: 100n, unrecorded: 10n, overrecorded: 0n });
    expect(books.all).toEqual({ upstream: 200n, unrecorded: 40n, overrecorded: 0n });
  });

  test("names a difference that no attempt admits", () => {
    const books = compareBooks([call("a", 100), call("b", 100)], [attempt("a", 99), attempt("b", null)]);
    expect(books.unflagged).toEqual(["a", "b"]);
  });

  test("names work that was charged more often than it was asked for", () => {
    const books = compareBooks([call("a", 100)], [attempt("a", 100), attempt("a", 100)]);
    expect(books.chargedTwice).toEqual(["a"]);
  });

  test("does not take an estimate for a call that never arrived for a second charge", () => {
    const books = compareBooks([call("a", 0)], [attempt("a", 20, { isExact: false })]);
    expect(books).toMatchObject({ chargedTwice: [], unflagged: [] });
    expect(books.all.overrecorded).toBe(20n);
  });

  test("names calls that nothing was held for", () => {
    const books = compareBooks(
      [call("a", 100), call("a", 100), call("b", 100), call("c", 0)],
      [attempt("a", 200), attempt("b", 100, { wasDispatched: false })],
    );
    expect(books.unheld).toEqual(["a", "b"]);
  });

  test("refused calls that were repeated need no hold of their own", () => {
    const books = compareBooks([call("a", 0), call("a", 0), call("a", 70)], [attempt("a", 70)]);
    expect(books).toMatchObject({ unheld: [], unflagged: [] });
  });
});

test("a share of nothing is none", () => {
  expect(unrecordedPercent({ upstream: 0n, unrecorded: 0n, overrecorded: 0n })).toBe(0);
  expect(unrecordedPercent({ upstream: 10_000n, unrecorded: 25n, overrecorded: 0n })).toBe(0.25);
});
