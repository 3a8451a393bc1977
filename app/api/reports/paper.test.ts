import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { closeDb } from "@/db/client";
import { useOwnDb } from "@/db/testing/own-db";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { deliverAlerts } from "@/lib/alerts";
import { readCsv } from "@/lib/finance/testing/read-csv";
import { readPdf } from "@/lib/finance/testing/read-pdf";
import { log } from "@/lib/log";
import { createOrganisation } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { runIntegrityCheck } from "@/lib/reports";
import { givenMember } from "@/lib/reports/testing/rows";
import { ask, CSV_ROUTES, cookieOf, LIST_ROUTES, PAPER_ROUTES, REPORT_ROUTES, SECRET } from "./testing";
import { givenUse } from "./testing/given-use";

const session = vi.hoisted(() => ({ cookie: "" }));
// Outside of a request there are no cookies.
vi.mock("next/headers", () => ({
  cookies: async () => ({ toString: () => session.cookie, has: () => false }),
}));

const own = useOwnDb();
const names = Array.from({ length: 30 }, (_, n) => `Sample ${String(n + 1).padStart(2, "0")}`);
const yesterday = new Date(Date.now() - 86_400_000);
const cookies = { owner: "", member: "", nobody: "" };
let upstream: Upstream;

/** The cells of a row that paper has as they are. */
const TELLING: Record<string, string[]> = {
  alerts: ["alert", "channel"],
  assistants: ["name", "description"],
  audit: ["sequence", "subject_name"],
  budgets: ["for"],
  diagnostics: ["model", "answers"],
  estimates: ["member", "model"],
  happened: ["alert"],
  integrity: ["check", "about", "outcome"],
  members: ["name", "email", "role", "department"],
  models: ["provider", "model", "called"],
  planning: ["model"],
  plans: ["plan", "members"],
  providers: ["name", "address"],
  requests: ["member", "reason"],
};
/** What has fewer rows than there are names. */
const FEW = ["integrity", "planning", "providers"];

// Reading a PDF again takes its time, and the first test loads the routes.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  log.level = "silent";
  vi.stubEnv("AUTH_SECRET", SECRET);
  vi.stubEnv("DATABASE_URL", own.url);
  upstream = await startUpstream({ models: names });
  vi.stubEnv("OPENAI_BASE_URL", upstream.url);
  const { userId } = await createOrganisation(own.db, {
    ...{ organisationName: "Northwind", name: "Member 01", email: "owner@example.org" },
    password: "correct horse battery",
  });
  cookies.owner = await cookieOf(userId);
  cookies.member = await cookieOf((await givenMember(own.db, "Member 02")).actor.userId);
  const owner: Ctx = { db: own.db, actor: { userId, role: "owner", departmentId: null } };
  for (const name of names) await givenUse(owner, { name, at: yesterday });
  await deliverAlerts(own.db);
  await runIntegrityCheck(own.db, "UTC");
}, 120_000);

beforeEach(() => {
  session.cookie = cookies.owner;
});

afterAll(async () => {
  await upstream.close();
  await closeDb();
});

async function paperOf(route: string, query: Record<string, string> = {}): Promise<string> {
  const response = await ask(route, { query: { ...query, as: "pdf" } });
  expect(response.headers.get("content-disposition")).toMatch(
    new RegExp(`"purser-${route}[a-z0-9-]*\\.pdf"`),
  );
  return (await readPdf(Buffer.from(await response.arrayBuffer()))).text;
}

function countWords(rows: number): string {
  if (rows === 0) return "There are none.";
  return rows === 1 ? " 1 row. " : ` ${rows} rows. `;
}

const closed = (text: string) => text.replaceAll(/\s/g, "");

describe("a list on paper", () => {
  test.each(LIST_ROUTES)("of %s has the rows of its CSV, in their order", async (route) => {
    const telling = TELLING[route] ?? [];
    expect(telling, "this test knows which cells to look for").not.toEqual([]);
    const rows = readCsv(await (await ask(route)).text());
    if (!FEW.includes(route)) expect(rows.length).toBeGreaterThanOrEqual(names.length);
    const text = await paperOf(route);
    expect(text).toContain(`Northwind: `);
    expect(text).toContain(countWords(rows.length));
    const words = closed(text);
    let place = 0;
    for (const cell of rows.flatMap((row) => telling.map((name) => row[name] ?? ""))) {
      const found = words.indexOf(closed(cell), place);
      expect(found, `${cell} after ${words.slice(place, place + 80)}`).toBeGreaterThanOrEqual(0);
      place = found + closed(cell).length;
    }
  });

  test("says what it is filtered by, and has no other rows", async () => {
    const members = await paperOf("members", { q: "sample 0", role: "member", department: "none" });
    expect(members).toContain("Only: search “sample 0”; no department; role member.");
    expect(members).toContain("There are none.");
    const text = await paperOf("audit", { act: "member.disable", q: "Sample 07" });
    expect(text).toContain("Only: search “Sample 07”; Member disabled.");
    expect(text).toContain(" 1 row. ");
    expect(text).toContain("Name: Sample 07, now Sample 07!");
    const requests = await paperOf("requests", { state: "approved" });
    expect(requests).toContain("Only: approved.");
  });
});

test.each(["models", "spikes", "short", "long", "suggestions", "weeks"])(
  "a diagnosis goes out as it is, of %s",
  async (of) => {
    const rows = readCsv(await (await ask("diagnostics", { query: { of } })).text());
    const text = await paperOf("diagnostics", { of });
    expect(text).toContain(countWords(rows.length));
  },
);

describe("the files of reports", () => {
  test("are there on paper wherever they are CSV for a person", () => {
    expect(CSV_ROUTES.filter((route) => !PAPER_ROUTES.includes(route))).toEqual([
      "focus",
      "monthly/[reportId]",
    ]);
  });

  test.each(REPORT_ROUTES)("of %s are refused on paper to whom the CSV is", async (route) => {
    const params = { reportId: "01980000-0000-7000-8000-000000000000" };
    for (const who of ["member", "nobody"] as const) {
      session.cookie = cookies[who];
      const [csv, pdf] = [
        await ask(route, { query: { as: "csv" }, params }),
        await ask(route, { query: { as: "pdf" }, params }),
      ];
      const expected = who === "nobody" ? 401 : route === "usage" ? 200 : 404;
      expect([csv.status, pdf.status], who).toEqual([expected, expected]);
    }
  });
});
