import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { organisations } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { toDecimalUsd } from "@/lib/money";
import { type Sheet, sheetLines } from "@/lib/reports";
import { readCsv } from "../testing/read-csv";
import { readPdf } from "../testing/read-pdf";
import { renderSheet, type SheetReport } from "./render-sheet";

const own = useOwnDb();
/** Reading a PDF again takes its time, in which nothing is asked of the database. */
const inOwn = (work: (tx: Conn) => Promise<void>) =>
  inTestTransaction(own.db, async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await tx.insert(organisations).values({ id: newId(), name: "Northwind" });
    await work(tx);
  });

type Line = { name: string; at: Date; calls: number; cost: bigint | null };

const columns: Sheet<Line>["columns"] = [
  { name: "name", read: ({ name }) => name, paper: { label: "Name", share: 0.4 } },
  { name: "at", read: ({ at }) => at, paper: { label: "At", share: 0.2 } },
  { name: "calls", read: ({ calls }) => calls, paper: { label: "Calls", share: 0.1, sums: true } },
  { name: "secret", read: () => "in the CSV alone" },
  {
    ...{ name: "cost_usd", read: ({ cost }) => (cost === null ? null : { decimal: toDecimalUsd(cost) }) },
    paper: { label: "Cost, $", share: 0.3, sums: true },
  },
];

const at = new Date("2026-11-22T12:00:00Z");
const line = (over: Partial<Line> = {}): Line => ({ name: "Member 07", at, calls: 1, cost: 1n, ...over });

function report(rows: Sheet<Line>["rows"], over: Partial<SheetReport<Line>> = {}): SheetReport<Line> {
  return {
    ...{ title: "AI costs", about: ["2026-11-01 to 2026-11-22; days of the zone UTC."], figures: [] },
    ...{ sheet: { columns, rows }, readAt: at, ...over },
  };
}

describe("renderSheet", () => {
  test("has what was asked, when it was read, a page's figures, a chart in words, and sums", () =>
    inOwn(async (tx) => {
      const bars = [
        { label: "21 Nov", costPicoUsd: 10n ** 12n },
        { label: "22 Nov", costPicoUsd: -1n },
      ];
      const rows = [
        [line({ cost: 10n ** 12n }), line({ calls: 1_234, cost: -5n * 10n ** 11n })],
        [line({ cost: null })],
      ];
      const figures = [["Spent", "$0.50"]] as const;
      const chart = { title: "Cost of each day", bars };
      const { text, pages } = await readPdf(await renderSheet({ db: tx }, report(rows, { figures, chart })));
      expect(pages).toBe(1);
      for (const words of [
        ...[
          "Northwind: AI costs",
          "days of the zone UTC.",
          "Read on 22 Nov 2026, 12:00; times are in the zone UTC.",
          "Spent $0.50",
        ],
        ...["21 Nov", "Member 07 22 Nov 2026, 12:00 1 1.0", "Member 07 22 Nov 2026, 12:00 1,234 -0.5"],
        ...["Member 07 22 Nov 2026, 12:00 1 –", "All 1,236 0.5", "Page 1 of 1"],
      ]) {
        expect(text).toContain(words);
      }
      expect(text).not.toContain("in the CSV alone");
    }));

  test("shows the first 2,000 rows and says so; its sums are those of the CSV", { timeout: 60_000 }, () =>
    inOwn(async (tx) => {
      const some = (from: number) =>
        Array.from({ length: 1_001 }, (_, n) => line({ name: `Row ${from + n}.`, cost: BigInt(from + n) }));
      async function* rows() {
        yield some(1);
        yield some(1_002);
      }
      const { text, pages } = await readPdf(await renderSheet({ db: tx }, report(rows())));
      expect(text).toContain("The first 2,000 of 2,002 rows; the CSV has all of them.");
      expect(text).toContain("Row 2000.");
      expect(text).not.toContain("Row 2001.");
      expect(pages).toBeGreaterThan(40);
      expect(text.match(/Name At Calls Cost, \$/g)).toHaveLength(pages);
      let csv = "";
      for await (const piece of sheetLines({ columns, rows: rows() })) csv += piece;
      const lines = readCsv(csv);
      expect(lines).toHaveLength(2_002);
      const sum = lines.reduce((all, { cost_usd = "" }) => all + Number(cost_usd.replace("0.", "")), 0);
      expect(sum).toBeGreaterThan(0);
      const all = (2_002n * 2_003n) / 2n;
      expect(text).toContain(`All 2,002 ${toDecimalUsd(all)}`);
    }),
  );

  test(
    "reads no more of a list without sums than it shows, and says where the rest is",
    { timeout: 60_000 },
    () =>
      inOwn(async (tx) => {
        let read = 0;
        async function* endless() {
          for (;;) yield Array.from({ length: 500 }, () => line({ name: `Row ${++read}.` }));
        }
        const plain = columns.map(({ paper, ...column }) => {
          return paper ? { ...column, paper: { label: paper.label, share: paper.share } } : column;
        });
        const sheet = { columns: plain, rows: endless() };
        const { text } = await readPdf(await renderSheet({ db: tx }, report([], { sheet })));
        expect(text).toContain("The first 2,000 rows of a longer list: the CSV has all of them");
        expect(text).toContain("Row 2000.");
        expect(text).not.toContain("Row 2001.");
        expect(read).toBe(2_500);
      }),
  );

  test("has words for a person where a program has others", () =>
    inOwn(async (tx) => {
      const [first, ...others] = columns;
      const name = { name: "name", read: ({ name }: Line) => name.toUpperCase() };
      const named = {
        ...name,
        paper: { ...first?.paper, label: "Name", share: 0.4, read: () => "≈ a → b ≤ c" },
      };
      const sheet = { columns: [named, ...others], rows: [[line()]] };
      const { text } = await readPdf(await renderSheet({ db: tx }, report([], { sheet })));
      expect(text).toContain("~ a -> b <= c 22 Nov 2026, 12:00 1 ");
      expect(text).not.toContain("MEMBER 07");
    }));

  test("says that there are no rows, and takes any name for words", () =>
    inOwn(async (tx) => {
      const nothing = await readPdf(await renderSheet({ db: tx }, report([])));
      expect(nothing.text).toContain("There are none.");
      const names = ["=1+1", "\u202egpj.exe", "שלום 😀", "a".repeat(5_000), "x\u0000\ud800\r\n\ty", ""];
      const about = names.map((name) => `Only member: ${name}.`);
      const rows = [names.map((name) => line({ name }))];
      const bars = names.map((label) => ({ label, costPicoUsd: 1n }));
      const hostile = report(rows, { about, title: names.join(" "), chart: { title: "Bars", bars } });
      const { text } = await readPdf(await renderSheet({ db: tx }, hostile));
      expect(text).toContain("=1+1 22 Nov 2026");
      expect(text).toContain("gpj.exe 22 Nov 2026");
      expect(text).not.toContain("\u202e");
    }));
});
