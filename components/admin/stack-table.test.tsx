import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { StackTable } from "./stack-table";

const used = (costPicoUsd: bigint, calls: number, unpriced: number) => ({
  ...{ costPicoUsd, estimatedPicoUsd: 0n, calls, unpriced },
});

function rowsOf(table: ReactElement): string[] {
  const html = renderToStaticMarkup(table);
  return [...html.matchAll(/<tr.*?<\/tr>/g)].map(([row]) =>
    row
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
}

test("never shows what has no price as nothing: not in a bar, not in a piece's sum, not in that of all", () => {
  const usd = 10n ** 12n;
  const rows = rowsOf(
    <StackTable
      label="Daily cost"
      keys={[
        { ...used(usd, 2, 1), key: "a", label: "gpt-4o" },
        { ...used(0n, 1, 1), key: "*", label: "Others" },
      ]}
      rows={[
        { day: "2026-11-01", before: 0n, total: used(usd, 1, 0), sums: [used(usd, 1, 0), used(0n, 0, 0)] },
        { day: "2026-11-02", before: 0n, total: used(0n, 2, 2), sums: [used(0n, 1, 1), used(0n, 1, 1)] },
        { day: "2026-11-03", before: 0n, total: used(0n, 0, 0), sums: [used(0n, 0, 0), used(0n, 0, 0)] },
      ]}
      total={used(usd, 3, 2)}
      granularity="day"
      compares={false}
    />,
  );
  expect(rows.slice(1)).toEqual([
    "1 Nov $1.00 – $1.00",
    "2 Nov unpriced unpriced unpriced",
    "Total $1.00 + 1 unpriced unpriced $1.00 + 2 unpriced",
  ]);
});

test("tells what was not used from what was used for nothing, and was taken back", () => {
  const usd = 10n ** 12n;
  const rows = rowsOf(
    <StackTable
      label="Daily cost"
      keys={[
        { ...used(usd, 2, 0), key: "a", label: "gpt-4o" },
        { ...used(0n, 1, 0), key: "b", label: "free" },
        { ...used(0n, 0, 0), key: "c", label: "gone" },
      ]}
      rows={[
        {
          ...{ day: "2026-11-01", before: 0n, total: used(2n * usd, 3, 0) },
          sums: [used(2n * usd, 2, 0), used(0n, 1, 0), used(0n, 0, 0)],
        },
        {
          ...{ day: "2026-11-02", before: 0n, total: used(-usd, 0, 0) },
          sums: [used(-usd, 0, 0), used(0n, 0, 0), used(0n, 0, 0)],
        },
      ]}
      total={used(usd, 3, 0)}
      granularity="day"
      compares
    />,
  );
  expect(rows.slice(1)).toEqual([
    "1 Nov $2.00 $0.00 – $2.00 –",
    "2 Nov −$1.00 – – −$1.00 –",
    "Total $1.00 $0.00 – $1.00 –",
  ]);
});

test("has what the days before cost beside each bar, also where nothing was spent since", () => {
  const usd = 10n ** 12n;
  const rows = rowsOf(
    <StackTable
      label="Daily cost"
      keys={[{ ...used(usd, 1, 0), key: "a", label: "gpt-4o" }]}
      rows={[
        { day: "2026-11-01", before: 2n * usd, total: used(usd, 1, 0), sums: [used(usd, 1, 0)] },
        { day: "2026-11-02", before: usd / 2n, total: used(0n, 0, 0), sums: [used(0n, 0, 0)] },
        { day: "2026-11-03", before: 0n, total: used(0n, 0, 0), sums: [used(0n, 0, 0)] },
      ]}
      total={used(usd, 1, 0)}
      granularity="day"
      compares
    />,
  );
  expect(rows).toEqual([
    "Day gpt-4o Total Days before",
    "1 Nov $1.00 $1.00 $2.00",
    "2 Nov – – $0.50",
    "Total $1.00 $1.00 $2.50",
  ]);
});
