import { parseArgs } from "node:util";
import { readCount, readFlags, runCommand } from "./command";
import { type Backtest, backtest, HELD_OUT, SEEDED } from "./forecast/backtest";
import { formatTable } from "./table";

const USAGE = "npm run bench:forecast -- [--seeds 12]";

await runCommand((signal) => {
  const flags = readFlags(() => parseArgs({ options: { seeds: { type: "string" } } }).values, USAGE);
  const seeds = readCount("seeds", flags.seeds ?? "12", 200);
  const groups = [SEEDED, HELD_OUT].map((kinds) =>
    Object.entries(kinds).map(([name, kind]) => {
      signal.throwIfAborted();
      return { name, ...backtest(kind, seeds) };
    }),
  );
  console.log(describe(groups));
  const all = groups.flat();
  return Promise.resolve(meanOf(all, "error") < meanOf(all, "runRateError") ? 0 : 1);
});

type Named = Backtest & { name: string };

function describe([seeded = [], heldOut = []]: Named[][]): string {
  const heads = ["ends of months", "months", "error", "run rate's error", "within the 80 % range"];
  const all = { ...[...seeded, ...heldOut][0], name: "on average" };
  const rows = [...seeded, ...heldOut];
  const average: Named = {
    ...all,
    months: rows.reduce((sum, { months }) => sum + months, 0),
    error: meanOf(rows, "error"),
    runRateError: meanOf(rows, "runRateError"),
    held: meanOf(rows, "held"),
  };
  const toRow = (each: Named, mark = "") => [
    `${each.name}${mark}`,
    String(each.months),
    ...[each.error, each.runRateError, each.held].map((part) => `${(part * 100).toFixed(1)} %`),
  ];
  const table = [
    ...seeded.map((each) => toRow(each)),
    ...heldOut.map((each) => toRow(each, " *")),
    toRow(average),
  ];
  return `${formatTable([heads, ...table])}\n\n* had no part in choosing weights and range`;
}

function meanOf(rows: readonly Named[], of: "error" | "runRateError" | "held"): number {
  return rows.reduce((sum, row) => sum + row[of], 0) / rows.length;
}
