import type { BookView } from "@/e2e/upstream/book";
import type { LedgerReport, LedgerTotals } from "@/lib/ledger";
import { formatTable } from "../table";
import type { Played } from "./play";

export type Replay = {
  conversations: number;
  played: Played;
  ledger: LedgerTotals;
  book: BookView;
  verified: LedgerReport;
  seconds: number;
};

export type Comparison = { what: string; ours: number; theirs: number };

/** Our ledger beside what the upstream wrote down; each pair must be equal. */
export function compareBooks({ ledger, book }: Pick<Replay, "ledger" | "book">): Comparison[] {
  const { totals } = book;
  return [
    { what: "calls", ours: ledger.entries, theirs: totals.calls },
    { what: "input tokens", ours: ledger.tokens.input, theirs: totals.inputTokens },
    { what: "cached tokens", ours: ledger.tokens.cachedInput, theirs: totals.cachedInputTokens },
    { what: "output tokens", ours: ledger.tokens.output, theirs: totals.outputTokens },
  ];
}

/** Everything that makes a replay fail, one sentence each. */
export function problemsOf(replay: Replay): string[] {
  const failed = [...replay.played.failed].map(([reason, count]) => `${count} × a message failed: ${reason}`);
  const apart = compareBooks(replay)
    .filter(({ ours, theirs }) => ours !== theirs)
    .map(({ what, ours, theirs }) => `The ledger has ${ours} ${what}, the upstream's book ${theirs}.`);
  return [...failed, ...apart, ...replay.verified.problems];
}

/** The report, whose last line is `ledger drift 0` when all sums agree. */
export function describeReplay(replay: Replay): string {
  const { played, ledger, seconds, verified } = replay;
  const incomplete = sumOf(played.incomplete);
  const { tokens, usd } = ledger;
  const facts = [
    ["conversations", count(replay.conversations)],
    ["messages", count(played.messages)],
    [
      "answers",
      `${count(played.completed + incomplete)}${incomplete ? ` (${reasons(played.incomplete)})` : ""}`,
    ],
    [
      "tokens",
      `${count(tokens.input)} in · ${count(tokens.cachedInput)} cached · ${count(tokens.output)} out`,
    ],
    ["dollars", `${usd.total} (${usd.exact} exact · ${usd.estimated} estimated · ${usd.unpriced} unpriced)`],
    ["refusals", `${sumOf(played.refused)}${played.refused.size ? ` (${reasons(played.refused)})` : ""}`],
    ["failures", `${sumOf(played.failed)}`],
    ["time", `${seconds.toFixed(1)} s · ${(played.messages / seconds).toFixed(1)} messages a second`],
  ];
  const books = compareBooks(replay).map(({ what, ours, theirs }) => [
    what,
    count(ours),
    count(theirs),
    ours === theirs ? "equal" : "DIFFERENT",
  ]);
  return [
    formatTable(facts, "left"),
    "",
    formatTable([["", "ledger", "upstream's book", ""], ...books]),
    "",
    ...problemsOf(replay).map((problem) => `! ${problem}`),
    `ledger drift ${verified.driftPicoUsd}`,
  ].join("\n");
}

function reasons(counts: Map<string, number>): string {
  return [...counts].map(([reason, times]) => `${times} × ${reason}`).join(" · ");
}

function sumOf(counts: Map<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}

function count(value: number): string {
  return value.toLocaleString("en");
}
