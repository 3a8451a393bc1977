import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closeDb } from "@/db/client";
import { useOwnDb } from "@/db/testing/own-db";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { deliverAlerts } from "@/lib/alerts";
import { listMonthlyReports, storeMonthlyReports } from "@/lib/finance";
import { log } from "@/lib/log";
import { createOrganisation } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { runIntegrityCheck } from "@/lib/reports";
import { hostileNames, isFormula, plain, readByPostgres } from "@/lib/reports/testing/csv";
import { ask, CSV_ROUTES, cookieOf, SECRET } from "./testing";
import { givenUse } from "./testing/given-use";

const session = vi.hoisted(() => ({ cookie: "" }));
// Outside of a request there are no cookies.
vi.mock("next/headers", () => ({
  cookies: async () => ({ toString: () => session.cookie, has: () => false }),
}));

const own = useOwnDb();
/** More than the nine dearest, which costs name by themselves. */
const COUNT = 14;
const unique = new Map(
  hostileNames(400)
    .filter((name) => isFormula(name) || /[",]/.test(name))
    .map((name) => [name.toLowerCase(), name]),
);
const names = [...unique.values()].slice(0, COUNT);
const now = new Date();
const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 10, 12));
const month = lastMonth.toISOString().slice(0, 7);
const days = { from: `${month}-01`, to: `${month}-28` };
/** No names that anybody can choose freely, other models than theirs, the last 30 days, or a name in a sentence. */
const NAMELESS = ["diagnostics", "happened", "integrity", "planning", "providers"];
let upstream: Upstream;
let sql: postgres.Sql;
/** What stands in the paths of routes. */
const ids = { reportId: "", userId: "" };

beforeAll(async () => {
  log.level = "silent";
  vi.stubEnv("AUTH_SECRET", SECRET);
  vi.stubEnv("DATABASE_URL", own.url);
  upstream = await startUpstream({ models: names });
  vi.stubEnv("OPENAI_BASE_URL", upstream.url);
  sql = postgres(own.url, { max: 1, onnotice: () => undefined });
  const { userId } = await createOrganisation(own.db, {
    ...{ organisationName: "Northwind", name: "Member 01", email: "owner@example.org" },
    password: "correct horse battery",
  });
  session.cookie = await cookieOf(userId);
  const owner: Ctx = { db: own.db, actor: { userId, role: "owner", departmentId: null } };
  for (const name of names) await givenUse(owner, { name, at: lastMonth });
  await deliverAlerts(own.db);
  await storeMonthlyReports(own.db, { timeZone: "UTC" });
  await runIntegrityCheck(own.db, "UTC");
  const { reports } = await listMonthlyReports(owner, {});
  ids.userId = userId;
  ids.reportId = reports.find(({ departmentId }) => departmentId === null)?.reportId ?? "";
}, 120_000);

afterAll(async () => {
  await sql.end();
  await upstream.close();
  await closeDb();
});

/** What the forms and links of the pages ask for; whichever of them answer CSV are looked at. */
const QUERIES: Record<string, string>[] = [
  ...[{}, { as: "csv" }, { month }, { month, as: "csv" }, { month, of: "runs" }, { month, of: "days" }, days],
  ...["member", "department", "model", "provider"].map((by) => ({ range: "custom", ...days, by })),
  { range: "custom", ...days, by: "department", second: "member" },
  { provider: "openai", ...days },
  { state: "open" },
];

async function filesOf(route: string) {
  const files: { query: string; bytes: Uint8Array; text: string }[] = [];
  for (const query of QUERIES) {
    const response = await ask(route, { query, params: ids });
    if (!response.headers.get("content-type")?.startsWith("text/csv")) continue;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    if (!files.some((file) => file.text === text)) files.push({ query: JSON.stringify(query), bytes, text });
  }
  return files;
}

describe("the files of reports", () => {
  test.each(CSV_ROUTES)("of %s are read by another parser, without a formula", async (route) => {
    const files = await filesOf(route);
    expect(files.length, "this test knows how to ask for the file").toBeGreaterThan(0);
    const found = new Set<string>();
    for (const { query, bytes, text } of files) {
      expect([...bytes.subarray(0, 3)], "UTF-8 without a byte order mark").not.toEqual([0xef, 0xbb, 0xbf]);
      expect(text.endsWith("\r\n"), query).toBe(true);
      const cells = (await readByPostgres(sql, text)).flat();
      expect(cells.filter(isFormula), query).toEqual([]);
      for (const cell of cells.map(plain)) if (names.includes(cell)) found.add(cell);
    }
    const least = NAMELESS.includes(route) ? 0 : 9;
    expect(found.size, "names that are there as they were given").toBeGreaterThanOrEqual(least);
  });
});
