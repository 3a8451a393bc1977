import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, describe, expect, inject, test } from "vitest";
import { csvLine } from "./csv";

// Postgres reads CSV by a parser of its own.
const sql = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

/** What a reader finds in the file, row by row. */
async function parse(file: string): Promise<string[][]> {
  return sql.begin(async (tx) => {
    await tx`create temporary table read_csv (place serial, a text, b text) on commit drop`;
    const into =
      await tx`copy read_csv (a, b) from stdin with (format csv, null 'nothing is null')`.writable();
    await pipeline(Readable.from([file]), into);
    const rows = await tx<{ a: string; b: string }[]>`select a, b from read_csv order by place`;
    return rows.map(({ a, b }) => [a, b]);
  });
}

const hostile = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc
    .tuple(
      fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", "'", "＝", " =", ";", "|", "%"),
      fc.string({ unit: "binary-ascii", maxLength: 30 }),
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    '=HYPERLINK("http://example.org","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '"=1+1"',
    "\\.",
    "\\N",
  ),
);

const storable = (text: string) => text.replaceAll("\0", "").toWellFormed();

describe("csvLine", () => {
  test("brings 10,000 hostile names through another parser, none of them as a formula", async () => {
    const names = fc.sample(hostile, { numRuns: 10_000, seed: 7 }).map(storable);
    const read = await parse(names.map((name) => csvLine([name, "end"])).join(""));
    expect(read).toHaveLength(10_000);
    const found = read.map(([name = ""]) => name);
    expect(found.filter((name) => /^[=+\-@\t\r]/.test(name))).toEqual([]);
    const unescaped = found.map((name) => (/^'[=+\-@\t\r\n＝＋－＠]/u.test(name) ? name.slice(1) : name));
    expect(unescaped).toEqual(
      names.map((name) => (/^'[=+\-@\t\r\n＝＋－＠]/u.test(name) ? name.slice(1) : name)),
    );
    expect(
      names.some((name) => name.startsWith("=")),
      "there are hostile ones among them",
    ).toBe(true);
  });

  test("writes numbers as numbers, instants in UTC and nothing for null", () => {
    const cells = [-1.5, -12n, true, new Date("2026-11-22T10:00:00Z"), null, "", "-1"];
    expect(csvLine(cells)).toBe("-1.5,-12,true,2026-11-22T10:00:00.000Z,,,'-1\r\n");
  });
});
