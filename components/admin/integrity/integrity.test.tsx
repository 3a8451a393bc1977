import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
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

const checkedAt = new Date("2026-11-22T10:42:00Z");

function foundWith(found: Partial<Record<Check["name"], Pick<Check, "wrong" | "driftPicoUsd">>>) {
  const checks = NAMES.map((name) => ({ name, wrong: 0, driftPicoUsd: 0n, ...found[name] }));
  const driftPicoUsd = checks.reduce((sum, check) => sum + check.driftPicoUsd, 0n);
  const check = { checkedAt, ledger: { entries: 12_345, driftPicoUsd, checks }, chain: CHAIN };
  return { check, isOutrun: false, running: null, brokeOffAt: null, timeZone: "UTC" };
}

const textOf = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

const CHAIN = { verified: 1_204, broken: null };

describe("the verdict", () => {
  const verdict = (found: Parameters<typeof Verdict>[0]["integrity"]) =>
    renderToStaticMarkup(<Verdict integrity={found} />);

  test("is that everything added up, with the time of the check", () => {
    const markup = verdict(foundWith({}));
    expect(textOf(markup)).toBe(
      "Everything adds up 12,345 entries re-added, drift 0. Checked on 22 Nov, 10:42 .",
    );
    expect(markup).toContain('role="status"');
  });

  test("stays while everything is checked anew, with how far that is", () => {
    const text = textOf(verdict({ ...foundWith({}), running: { done: 3, steps: 9 } }));
    expect(text).toContain("Everything adds up");
    expect(text).toContain("Checking everything anew: 3 of 9 steps are done.");
  });

  test("is none before the first check, and says of one that broke off", () => {
    const nothing = { ...foundWith({}), check: null };
    expect(textOf(verdict(nothing))).toBe("Nothing was checked yet");
    expect(textOf(verdict({ ...nothing, brokeOffAt: checkedAt }))).toContain(
      "The check of 22 Nov, 10:42 broke off",
    );
  });

  test("is none where there was no entry to check", () => {
    const nothing = foundWith({});
    nothing.check.ledger.entries = 0;
    const text = textOf(verdict(nothing));
    expect(text).toContain("There was nothing to add up 0 entries re-added");
    expect(text).not.toContain("Everything adds up");
  });

  test("is none where the entries came after the check", () => {
    const outrun = { ...foundWith({}), isOutrun: true };
    outrun.check.ledger.entries = 0;
    expect(textOf(verdict(outrun))).toBe("Not checked since the first calls");
  });

  test("interrupts with one unit of drift", () => {
    const markup = verdict(foundWith({ days: { wrong: 1, driftPicoUsd: 1n } }));
    expect(textOf(markup)).toContain("1 check found a difference");
    expect(textOf(markup)).toContain("drift $0.000000000001.");
    expect(markup).toContain('role="alert"');
  });

  test("is not that everything adds up when a hold is left behind, which is no drift", () => {
    const found = foundWith({ deadlines: { wrong: 2, driftPicoUsd: 0n } });
    expect(textOf(verdict(found))).toContain("1 check found a difference");
    const list = textOf(renderToStaticMarkup(<CheckList checks={found.check.ledger.checks} />));
    expect(list).toContain("2 rows Check that Purser is running");
    expect(list.match(/0 differences/g)).toHaveLength(7);
  });
});

describe("the verdict on the audit log", () => {
  const verdict = (chain: { verified: number; broken: { seq: number; why: string } | null }) =>
    renderToStaticMarkup(<ChainVerdict chain={chain} checkedAt={checkedAt} timeZone="UTC" />);

  test.each([
    [0, "There is nothing in it yet."],
    [1, "Its one row was verified."],
    [1_204, "All 1,204 rows were verified."],
  ])("says how many rows were looked at: %i", (verified, words) => {
    const markup = verdict({ verified, broken: null });
    expect(textOf(markup)).toBe(`The audit log is unbroken ${words} Checked on 22 Nov, 10:42. Audit log`);
    expect(markup).toContain('role="status"');
  });

  test("interrupts with the row at which it is broken", () => {
    const why = "its content is not what was written";
    const markup = verdict({ verified: 4, broken: { seq: 5, why } });
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
