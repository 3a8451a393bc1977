import { parseArgs } from "node:util";
import { adjustAttempt } from "@/lib/assistants";
import { getEnv } from "@/lib/env";
import { type LedgerTotals, ledgerTotals, verifyLedger } from "@/lib/ledger";
import { toDecimalUsd } from "@/lib/money";
import { type Command, required } from "./command";
import { ownerCtx } from "./owner-ctx";

export const ledgerVerify: Command = {
  name: "ledger verify",
  usage: "ledger verify",
  summary: "Re-adds everything; fails when one unit is missing or too much",
  prepare(args) {
    parseArgs({ args, options: {} });
    return async (db) => {
      const report = await verifyLedger(db, getEnv().ORG_TIME_ZONE);
      const lines = [
        `entries ${report.entries}`,
        `attempts ${report.attempts}`,
        `ledger drift ${toDecimalUsd(report.driftPicoUsd)}`,
        ...report.problems,
      ];
      const isSound = report.problems.length === 0 && report.driftPicoUsd === 0n;
      if (isSound) lines.push("Everything adds up.");
      return isSound ? { lines } : { lines, failure: "The ledger does not add up." };
    };
  },
};

export const ledgerSums: Command = {
  name: "ledger totals",
  usage: "ledger totals [--json]",
  summary: "Entries, tokens by kind and dollars by certainty",
  prepare(args) {
    const { values } = parseArgs({ args, options: { json: { type: "boolean" } } });
    return async (db) => {
      const totals = await ledgerTotals(db);
      return { lines: values.json ? [JSON.stringify(totals)] : describe(totals) };
    };
  },
};

export const ledgerAdjust: Command = {
  name: "ledger adjust",
  usage: 'ledger adjust <attempt> --usd 0.12 --why "The provider\'s invoice says so"',
  summary: "Books what a call really cost, beside what is booked",
  prepare(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { usd: { type: "string" }, why: { type: "string" } },
    });
    const attemptId = required(positionals[0], "The attempt's id");
    const costUsd = required(values.usd, "--usd");
    const why = required(values.why, "--why");
    return async (db) => {
      const { before, after } = await adjustAttempt(await ownerCtx(db), { attemptId, costUsd, why });
      return { lines: [`${attemptId} ${toDecimalUsd(after)} (was ${toDecimalUsd(before)})`] };
    };
  },
};

function describe({ entries, tokens, usd }: LedgerTotals): string[] {
  return [
    `entries ${entries}`,
    ...Object.entries(tokens).map(([kind, count]) => `tokens ${kind} ${count}`),
    ...Object.entries(usd).map(([certainty, amount]) => `usd ${certainty} ${amount}`),
  ];
}
