import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import { closeDb } from "@/db/client";
import { useOwnDb } from "@/db/testing/own-db";
import { log } from "@/lib/log";
import { createOrganisation } from "@/lib/org";
import { runIntegrityCheck } from "@/lib/reports";
import { ask, cookieOf, PAPER_ROUTES, REPORT_ROUTES, SECRET } from "./testing";

const session = vi.hoisted(() => ({ cookie: "" }));
// Outside of a request there are no cookies.
vi.mock("next/headers", () => ({
  cookies: async () => ({ toString: () => session.cookie, has: () => false }),
}));

const own = useOwnDb();
const box = { userId: "" };

beforeAll(async () => {
  log.level = "silent";
  vi.stubEnv("AUTH_SECRET", SECRET);
  vi.stubEnv("DATABASE_URL", own.url);
  const { userId } = await createOrganisation(own.db, {
    ...{ organisationName: "Northwind", name: "Member 01", email: "owner@example.org" },
    password: "correct horse battery",
  });
  session.cookie = await cookieOf(userId);
  box.userId = userId;
  await runIntegrityCheck(own.db, "UTC");
  return closeDb;
});

const ID = "01980000-0000-7000-8000-0000000000ab";
/** Text where a day, a month, an id, an instant or a number is expected. */
const CRAFTED = [
  ...["", "0", "x", "\0", "a\0b", "\ud800", "'; drop table entries; --", "%", "9".repeat(400)],
  ...[
    "0000-01-01",
    "0001-01-01",
    "-000001-01-01",
    "12026-01-01",
    "+012026-01-01",
    "9999-12-31",
    "2026-02-31",
  ],
  ...["2026-11-00", "2026-13-01", "2026-1-1", "2026-11-22T00:00:00Z", "２０２６-11-22", "2026-11-22\n"],
  ...["0000-01", "0001-01", "9999-12", "2026-13", "2026-00", "12026-01", "2026-01\n"],
  ...[ID, ID.toUpperCase(), `${ID.slice(0, -1)}g`, `2026-02-31 00:00:00+00~${ID}`, `${"9".repeat(17)}~${ID}`],
];
/** Drawing takes its time. */
const DRAWN = ["a\0b", "\ud800\u202e"];
/** `npm run fuzz` asks every route for every text at every name, otherwise for every fifth, each at one name, in turn. */
const AT_ONE = inject("fuzzShare") < 1;
/** What the routes read of an address: what is a day, a place or an id, and the rest. */
const DATED = ["from", "to", "month", "day", "department", "person", "after", "thread", "channel"];
const NAMES = [
  ...[...DATED, "act", "q", "state", "kind", "range", "per", "by", "second", "rule", "member", "model"],
  ...["purpose", "certainty", "provider", "plan", "assistant", "cursor", "limit", "as", "of", "instead"],
];

describe("the routes of reports", () => {
  test.each(PAPER_ROUTES)(
    "answer %s on paper where the address says so, in the same words",
    async (route) => {
      const response = await ask(route, { query: { as: "pdf" }, params: { userId: box.userId } });
      expect(response.headers.get("content-type")).toBe("application/pdf");
    },
  );

  test.each(REPORT_ROUTES)(
    "answer %s without a fault, whatever the address holds",
    async (route) => {
      const faults: string[] = [];
      const params = /\[(\w+)\]/.exec(route)?.[1];
      const check = async (query: Record<string, string>, part = ID) => {
        const asked = { as: "csv", ...query };
        const response = await ask(route, { query: asked, params: params ? { [params]: part } : {} });
        // A file that breaks off while it is read is a fault, too.
        const text = await response.text().catch((error: unknown) => `broke off: ${error}`);
        if (response.status >= 500 || text.startsWith("broke off")) {
          faults.push(`${response.status} ${JSON.stringify(query)} ${part}`);
        } else if (response.status >= 400) {
          const { error } = JSON.parse(text);
          expect(error.message, JSON.stringify(query)).toMatch(/^[A-Z“].*[.!]$/);
        }
      };
      const place = REPORT_ROUTES.indexOf(route);
      for (const [n, text] of CRAFTED.entries()) {
        const turn = (n + place) % DATED.length;
        if (AT_ONE && (n + 2 * place) % 5 !== 0) continue;
        for (const name of AT_ONE ? DATED.slice(turn, turn + 1) : DATED)
          await check({ [name]: text, as: "csv" });
        await check(Object.fromEntries(NAMES.map((name) => [name, text])));
        await check({ range: "custom", from: text, to: text });
        await check({ range: "custom", from: "2026-11-01", to: text });
        await check({ range: "custom", from: text, to: "2026-11-22" });
        await check({ of: "runs", day: text, month: text, thread: text });
        await check({ as: "csv", month: text, department: text });
        await check({}, text);
      }
      for (const text of PAPER_ROUTES.includes(route) ? DRAWN : []) {
        const drawn = { as: "pdf", member: text, model: text, thread: text, provider: text };
        await check({ ...drawn, after: text, thread: text });
        await check({ ...drawn, of: "runs", purpose: text });
        await check({ ...drawn, range: "custom", from: "2026-11-01", to: "2026-11-22", by: "member" });
      }
      expect(faults).toEqual([]);
    },
    120_000,
  );
});
