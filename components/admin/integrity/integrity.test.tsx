import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Integrity } from "@/lib/reports/types";
import { ChainVerdict } from "./chain-verdict";
import { CheckList } from "./check-list";
import { Verdict } from "./verdict";
import { askWords, type Check, differenceWords, reasonWords } from "./words";

const NAMES = [
  "days",
  "threads",
  "reports",
  "attempts",
  "reservations",
  "holds",
  "spent",
  "deadlines",
] as const;

function integrityWith(
  found: Partial<Record<Check["name"], Pick<Check, "wrong" | "driftPicoUsd">>>,
): Integrity {
  const checks = NAMES.map((name) => ({ name, wrong: 0, driftPicoUsd: 0n, ...found[name] }));
  const driftPicoUsd = checks.reduce((sum, check) => sum + check.driftPicoUsd, 0n);
  return {
    readAt: new Date("2026-11-22T10:42:00Z"),
    ...{ timeZone: "UTC", month: "2026-11" },
    ledger: { entries: 12_345, attempts: 12_000, driftPicoUsd, problems: [], checks },
    certainty: { calls: 0, costPicoUsd: 0n, estimatedCalls: 0, estimatedPicoUsd: 0n, unpricedCalls: 0 },
    overruns: { calls: 0, amountPicoUsd: 0n },
    open: { count: 0, oldest: null },
    estimates: { count: 0, newest: [] },
    adjustments: [],
  };
}

const textOf = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

describe("the verdict", () => {
  test("is that everything adds up", () => {
    const markup = renderToStaticMarkup(<Verdict integrity={integrityWith({})} />);
    expect(textOf(markup)).toBe(
      "Everything adds up 12,345 entries re-added just now, drift 0. Checked at 10:42 .",
    );
    expect(markup).toContain('role="status"');
  });

  test("interrupts with one unit of drift", () => {
    const found = integrityWith({ days: { wrong: 1, driftPicoUsd: 1n } });
    const markup = renderToStaticMarkup(<Verdict integrity={found} />);
    expect(textOf(markup)).toContain("1 check found a difference");
    expect(textOf(markup)).toContain("drift $0.000000000001.");
    expect(markup).toContain('role="alert"');
  });

  test("is not that everything adds up when a hold is left behind, which is no drift", () => {
    const found = integrityWith({ deadlines: { wrong: 2, driftPicoUsd: 0n } });
    expect(textOf(renderToStaticMarkup(<Verdict integrity={found} />))).toContain(
      "1 check found a difference",
    );
    const list = textOf(renderToStaticMarkup(<CheckList checks={found.ledger.checks} />));
    expect(list).toContain("2 rows Check that Purser is running");
    expect(list.match(/0 differences/g)).toHaveLength(7);
  });
});

describe("the verdict on the audit log", () => {
  const verdict = (chain: { first: number; verified: number; broken: { seq: number; why: string } | null }) =>
    renderToStaticMarkup(
      <ChainVerdict
        chain={{ ...chain, head: null }}
        readAt={new Date("2026-11-22T10:42:00Z")}
        timeZone="UTC"
      />,
    );

  test.each([
    [{ first: 1, verified: 0 }, "There is nothing in it yet."],
    [{ first: 1, verified: 1 }, "Its one row was verified."],
    [{ first: 1, verified: 1_204 }, "All 1,204 rows were verified."],
    [{ first: 14_568, verified: 34_567 }, "Its newest 20,000 of 34,567 rows were verified."],
  ])("says how much of it was looked at: %j", (chain, words) => {
    const markup = verdict({ ...chain, broken: null });
    expect(textOf(markup)).toBe(`The audit log is unbroken ${words} Checked at 10:42. Audit log`);
    expect(markup).toContain('role="status"');
  });

  test("interrupts with the row at which it is broken", () => {
    const why = "its content is not what was written";
    const markup = verdict({ first: 1, verified: 4, broken: { seq: 5, why } });
    expect(textOf(markup)).toContain("The audit log is broken at #5 Make a backup");
    expect(textOf(markup)).toContain(`of this row, ${why}.`);
    expect(markup).toContain('role="alert"');
  });
});

describe("the words of an estimate", () => {
  const place = { now: new Date("2026-11-22T10:42:00Z"), timeZone: "Europe/Warsaw" };
  test.each([
    [null, 0, "The provider cannot be asked"],
    [null, 3, "The provider did not know"],
    ["2026-11-22T10:41:59Z", 1, "The provider is being asked"],
    ["2026-11-22T11:05:00Z", 4, "The provider is asked again at 12:05"],
  ])("say whether the provider is asked again (%s, %i)", (at, asked, words) => {
    expect(askWords({ askAgainAt: at === null ? null : new Date(at), asked }, place)).toBe(words);
  });

  test("say why, also for a reason that nobody foresaw", () => {
    expect(reasonWords({ reason: "rejected_usage" })).toBe("The provider’s usage could not be right");
    expect(reasonWords({ reason: null })).toBe("Counted by Purser");
  });

  test("have a sign", () => {
    expect([120_000_000_000n, -120_000_000_000n].map(differenceWords)).toEqual(["+$0.12", "−$0.12"]);
  });
});
