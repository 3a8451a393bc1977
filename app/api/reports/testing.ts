import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encode } from "next-auth/jwt";

const ROOT = fileURLToPath(new URL(".", import.meta.url));
const COOKIE = "authjs.session-token";

export const SECRET = "a secret that is only for this test, of 32 characters";

/** Every route of reports, by its folder, from the files themselves. */
export const REPORT_ROUTES = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("route.ts"))
  .map((path) => path.slice(0, -"/route.ts".length));

const routesWith = (words: RegExp) =>
  REPORT_ROUTES.filter((route) => words.test(readFileSync(join(ROOT, route, "route.ts"), "utf8")));

/** Those that can answer CSV. */
export const CSV_ROUTES = routesWith(/csv|listAnswer/i);

/** Those whose rows are a list's, of which CSV and PDF are made in one way. */
export const LIST_ROUTES = routesWith(/listAnswer/);

/** Those that draw a PDF. */
export const PAPER_ROUTES = routesWith(/pdfAnswer|listAnswer/);

export async function cookieOf(userId: string): Promise<string> {
  const token = await encode({ token: { sub: userId, sessionEpoch: 0 }, secret: SECRET, salt: COOKIE });
  return `${COOKIE}=${token}`;
}

export type Asked = { query?: Record<string, string>; params?: Record<string, string> };

/** What a route answers to a GET; the session is the one that `next/headers` has. */
export async function ask(route: string, { query = {}, params = {} }: Asked = {}): Promise<Response> {
  const { GET }: { GET: (request: Request, context: object) => Promise<Response> } = await import(
    join(ROOT, route, "route.ts")
  );
  const url = `http://localhost/api/reports/${route}?${new URLSearchParams(query)}`;
  return GET(new Request(url), { params: Promise.resolve(params) });
}
