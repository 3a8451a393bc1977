import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** Routes that serve whoever asks: sign-in itself, and the two that a balancer asks. */
const OPEN_ROUTES = new Set(["api/auth/[...nextauth]/route.ts", "api/health/route.ts", "api/ready/route.ts"]);

const ACTION = /^export const \w+ = define(Admin|Public)?Action\(/;
const ROUTE =
  /^export const (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) = define(Admin|Program)?Route(<[^>]*>)?\(/;
const ROUTE_SETTING = /^export const (dynamic|runtime|maxDuration|revalidate) = /;

type Source = { path: string; text: string };

/** Every export of an action file or a route that answers without being wrapped, and every action inside other files. */
function findUnwrapped({ path, text }: Source): string[] {
  const exported = text
    .split("\n")
    .filter((line) => line.startsWith("export ") && !line.startsWith("export type "));
  const unless = (...allowed: RegExp[]) => exported.filter((line) => !allowed.some((one) => one.test(line)));
  if (/^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*["']use server["']/.test(text)) return unless(ACTION);
  if (/^\s*["']use server["']/m.test(text)) return ["an action inside another file"];
  if (/(^|\/)route\.tsx?$/.test(path) && !OPEN_ROUTES.has(path)) return unless(ROUTE, ROUTE_SETTING);
  return [];
}

const ROOT = fileURLToPath(new URL(".", import.meta.url));

function readSources(): Source[] {
  return readdirSync(ROOT, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

describe("the app", () => {
  test("wraps every server action and every route method", () => {
    const faults = readSources().flatMap((source) =>
      findUnwrapped(source).map((line) => `${source.path}: ${line}`),
    );
    expect(faults).toEqual([]);
  });

  test("has the actions and routes that this test is about", () => {
    const sources = readSources();
    expect(sources.filter(({ text }) => text.startsWith('"use server"')).length).toBeGreaterThan(2);
    expect(sources.filter(({ path }) => path.endsWith("route.ts")).length).toBeGreaterThan(2);
  });

  test.each<[string, string, string]>([
    ["a bare action", "x/actions.ts", '"use server";\nexport async function drop(id: string) {}'],
    [
      "an action behind a comment",
      "x/actions.ts",
      '// why\n"use server";\nexport const drop = async () => {};',
    ],
    ["a re-exported action", "x/actions.ts", '"use server";\nexport { drop } from "@/lib/x";'],
    [
      "an action inside a page",
      "x/page.tsx",
      'function Page() {\n  async function drop() {\n    "use server";\n  }\n}',
    ],
    ["a bare route method", "api/x/route.ts", "export async function POST() {}"],
    ["a route method from elsewhere", "api/x/route.ts", 'export { GET } from "./get";'],
  ])("is caught with %s", (_name, path, text) => {
    expect(findUnwrapped({ path, text })).toHaveLength(1);
  });

  test("passes what is wrapped", () => {
    const action =
      '"use server";\nexport const drop = defineAction(schema, async () => {});\nexport type X = 1;';
    const route =
      'export const dynamic = "force-dynamic";\nexport const GET = defineRoute<{ id: string }>(run);';
    expect(findUnwrapped({ path: "x/actions.ts", text: action })).toEqual([]);
    expect(findUnwrapped({ path: "api/x/route.ts", text: route })).toEqual([]);
    const program = "export const POST = defineProgramRoute(async (ctx, request) => answer(ctx, request));";
    expect(findUnwrapped({ path: "v1/x/route.ts", text: program })).toEqual([]);
  });
});
