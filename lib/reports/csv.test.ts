import postgres from "postgres";
import { afterAll, describe, expect, inject, test } from "vitest";
import { csvLine } from "./csv";
import { hostileNames, isFormula, plain, readByPostgres } from "./testing/csv";

const sql = postgres(inject("databaseUrl"), { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

describe("csvLine", () => {
  test("brings 10,000 hostile names through another parser, none of them as a formula", async () => {
    const names = hostileNames(10_000);
    const file = [["name", "last"], ...names.map((name) => [name, "end"])].map(csvLine).join("");
    const [, ...read] = await readByPostgres(sql, file);
    expect(read).toHaveLength(10_000);
    const found = read.map(([name = ""]) => name);
    expect(found.filter((name) => isFormula(name) || /^[=+\-@\t\r]/.test(name))).toEqual([]);
    expect(found.map(plain)).toEqual(names.map(plain));
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
