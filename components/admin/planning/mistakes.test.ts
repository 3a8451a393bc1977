import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GOLDEN_FIGURES } from "@/lib/planning/testing/golden-figures";
import { MISTAKES } from "./mistakes";

/** The card that corrects a figure of the guides, and what it says instead. */
const CORRECTED: readonly [figures: RegExp, card: string, says: readonly string[]][] = [
  [/^000-S\d[bcd]$|^001-P\d[abcd]$/, "scenario", ["$0.0975", "a million input tokens and not a thousand"]],
  [/^000-cmp6$/, "talk", ["1.37 times"]],
  [/^000-cmp7$/, "talk", ["630 input tokens"]],
  [/^001-ctx\d$/, "context", ["8,250", "90,750"]],
  [/^002-16x$/, "compare", ["16.67 times"]],
  [/^002-tpd-/, "compare", ["333,333 input tokens"]],
  [/^002-outc-/, "compare", ["no provider sells cached output"]],
  [/^002-log$/, "compare", ["$0.01 for a run of $0.0006"]],
  [/^004-p-gpt-3.5-turbo-[io]$/, "compare", ["$0.50 and $1.50"]],
  [/^002-075$/, "storage", ["$9.00"]],
  [/^002-st$/, "storage", ["$750"]],
  [/^002-tot$/, "storage", ["$1,290", "what is billed is $540"]],
  [/^002-batch$/, "batch", ["$0.15 to $0.075"]],
  [/^003-90$/, "batch", ["94% and not 90%"]],
  [/^003-img$/, "batch", ["$75 a month and not $127.50"]],
  [/^002-comp$/, "summary", ["63.5%"]],
  [/^003-Tier\dgpt-4oTPM$/, "queue", ["30,000, 450,000 and 800,000"]],
  [/^003-Tier\dgpt-4o-miniTPM$/, "queue", ["200,000, 2,000,000 and 4,000,000"]],
  [/^003-t3$/, "queue", ["$100 paid, not $10,000"]],
  [/^003-req$/, "queue", ["need the third and not the second"]],
  [/^004-bud$/, "budgets", ["$1,500"]],
  [/^004-req$/, "exposure", ["$0.09"]],
  [/^004-z5$/, "alarms", ["1.789"]],
];

const WRONG = GOLDEN_FIGURES.filter(({ holds }) => holds === false).map(({ id }) => id);

describe("what is often got wrong", () => {
  test.each(WRONG)("the wrong figure %s is corrected on a card", (id) => {
    const [found, ...others] = CORRECTED.filter(([figures]) => figures.test(id));
    expect(others).toEqual([]);
    const [, card = "", says = []] = found ?? [];
    const words = (MISTAKES[card] ?? []).join(" ");
    expect(says).not.toEqual([]);
    for (const part of says) expect(words).toContain(part);
  });

  test("of a month is true whichever model and threads are chosen above it", () => {
    const words = (MISTAKES.scenario ?? []).join(" ");
    expect(words).not.toMatch(/gpt|claude|is most of the bill/);
    expect(words).toContain("can be most of the bill");
  });

  test("is told on a card that there is", () => {
    const cards = readdirSync(import.meta.dirname).filter((file) => file.endsWith("-card.tsx"));
    const ids = cards.flatMap((file) => {
      const found = /<Calculator\b[^>]*?\bid="(\w+)"/s.exec(
        readFileSync(join(import.meta.dirname, file), "utf8"),
      );
      return found?.[1] ?? [];
    });
    expect(Object.keys(MISTAKES).sort()).toEqual(ids.sort());
  });
});
