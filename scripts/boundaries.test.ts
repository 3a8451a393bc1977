import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** One planted violation: where, what, and the rule that must report it. */
type Plant = { file: string; code: string; rule: string };

const IMPORTS = "lint/style/noRestrictedImports";
const LEAVES = "plugin";

const imports = (file: string, source: string): Plant => ({
  file,
  code: `import { it } from "${source}";\n\nexport const own = it;\n`,
  rule: IMPORTS,
});

const lines = (count: number) => Array.from({ length: count }, (_, index) => `  use(${index});`).join("\n");

const FORBIDDEN: Plant[] = [
  imports("lib/errors.ts", "@/lib/money"),
  imports("lib/money.ts", "./clock"),
  imports("lib/clock.ts", "@/db/client"),
  imports("lib/action.ts", "@/lib/assistants"),
  imports("lib/pricing/a.ts", "@/lib/ledger"),
  imports("lib/pricing/b.ts", "@/lib/env"),
  imports("lib/providers/a.ts", "@/db/client"),
  imports("lib/providers/demo/b.ts", "@/lib/pricing/types"),
  imports("lib/ledger/a.ts", "@/lib/pricing"),
  imports("lib/ledger/b.ts", "@/lib/budgets/types"),
  imports("lib/budgets/a.ts", "@/lib/assistants/types"),
  imports("lib/budgets/b.ts", "@/lib/pricing"),
  imports("lib/alerts/a.ts", "@/lib/org"),
  imports("lib/deliveries/a.ts", "@/lib/alerts"),
  imports("lib/mail/a.ts", "@/db/client"),
  imports("lib/secrets/a.ts", "@/lib/org"),
  imports("lib/webhooks/a.ts", "@/lib/alerts"),
  imports("lib/reports/a.ts", "@/lib/budgets"),
  imports("lib/finance/a.ts", "@/lib/budgets"),
  imports("lib/planning/a.ts", "@/db/client"),
  imports("lib/planning/b.ts", "@/lib/pricing"),
  imports("lib/assistants/runs/a.ts", "@/lib/auth"),
  imports("lib/assistants/runs/b.ts", "@/lib/reports/types"),
  imports("lib/org/a.ts", "@/lib/auth"),
  imports("lib/audit/a.ts", "@/lib/org"),
  imports("lib/bulk/a.ts", "@/lib/org/types"),
  imports("lib/audit/b.ts", "@/lib/reports"),
  imports("lib/pricing/c.ts", "@/lib/audit/record"),
  imports("lib/ledger/c.ts", "@/lib/audit"),
  imports("lib/auth/a.ts", "@/lib/budgets"),
  imports("lib/jobs/a.ts", "@/lib/ledger/verify"),
  imports("lib/reports/deep.ts", "@/lib/ledger/entries"),
  imports("lib/org/up.ts", "@/app/page"),
  imports("lib/org/up-too.ts", "@/components/ui/button"),
  imports("lib/assistants/e2e.ts", "@/e2e/upstream/server"),
  imports("lib/budgets/cookies.ts", "next/headers"),
  imports("components/threads/a.tsx", "@/lib/ledger"),
  imports("components/threads/b.tsx", "@/lib/budgets/periods"),
  imports("components/admin/planning/a.tsx", "@/lib/planning/scenario"),
  imports("components/threads/c.tsx", "@/app/actions"),
  imports("components/threads/d.tsx", "@/db/schema"),
  imports("components/threads/e.tsx", "../../lib/money"),
  imports("components/threads/f.tsx", "next/headers"),
  imports("app/a.tsx", "@/db/client"),
  imports("app/(chat)/threads/[threadId]/b.tsx", "@/db"),
  imports("app/(chat)/c.tsx", "@/lib/assistants/runs/start"),
  imports("app/(chat)/d.tsx", "../../lib/assistants"),
  imports("app/(chat)/e.tsx", "../../db/client"),
  imports("app/(chat)/f.tsx", "@/scripts/start"),
  imports("proxy.ts", "@/db/client"),
  imports("db/schema/a.ts", "@/lib/org/types"),
  imports("db/b.ts", "../lib/env"),
  imports("scripts/a.ts", "@/components/ui/button"),
  imports("bench/a.ts", "../lib/budgets/periods"),
  imports("e2e/a.ts", "@/lib/org/password"),
  {
    file: "components/threads/type.tsx",
    code: 'import type {\n  Entry,\n} from "@/lib/ledger";\n\nexport type Own = Entry;\n',
    rule: IMPORTS,
  },
  { file: "app/again.ts", code: 'export { getDb } from "@/db/client";\n', rule: IMPORTS },
  { file: "app/all.ts", code: 'export * from "@/db/client";\n', rule: IMPORTS },
  { file: "app/later.ts", code: 'export const later = () => import("@/db/client");\n', rule: IMPORTS },
  { ...imports("lib/ledger/leaves.ts", "../errors"), rule: LEAVES },
  { ...imports("lib/assistants/runs/leaves.ts", "../../ledger"), rule: LEAVES },
  { ...imports("lib/assistants/runs/live/leaves.ts", "../../../ledger"), rule: LEAVES },
  { file: "lib/ledger/later.ts", code: 'export const later = () => import("../budgets");\n', rule: LEAVES },
  {
    file: "lib/ledger/typed.ts",
    code: 'import type {\n  Limit,\n} from "../budgets";\n\nexport type Own = Limit;\n',
    rule: LEAVES,
  },
  { file: "lib/org/env.ts", code: "export const zone = process.env.TZ;\n", rule: "lint/style/noProcessEnv" },
  { file: "app/env.ts", code: "export const zone = process.env.TZ;\n", rule: "lint/style/noProcessEnv" },
  { file: "app/log.ts", code: 'console.log("here");\n', rule: "lint/suspicious/noConsole" },
  { file: "lib/org/log.ts", code: 'console.error("here");\n', rule: "lint/suspicious/noConsole" },
  { file: "lib/org/any.ts", code: "export type Own = any;\n", rule: "lint/suspicious/noExplicitAny" },
  { file: "lib/org/default.ts", code: "export default 1;\n", rule: "lint/style/noDefaultExport" },
  { file: "lib/org/unused.ts", code: "const left = 1;\n", rule: "lint/correctness/noUnusedVariables" },
  {
    file: "lib/org/unused-import.ts",
    code: 'import { left } from "./any";\n\nexport const own = 1;\n',
    rule: "lint/correctness/noUnusedImports",
  },
  {
    file: "lib/org/swallow.ts",
    code: "export function own(run: () => void) {\n  try {\n    run();\n  } catch {}\n}\n",
    rule: "lint/suspicious/noEmptyBlockStatements",
  },
  {
    file: "lib/org/four.ts",
    code: "export const own = (a: number, b: number, c: number, d: number) => a + b + c + d;\n",
    rule: "lint/complexity/useMaxParams",
  },
  {
    file: "lib/org/long-function.ts",
    code: `export function own(use: (value: number) => void) {\n${lines(81)}\n}\n`,
    rule: "lint/complexity/noExcessiveLinesPerFunction",
  },
  {
    file: "lib/org/long-file.ts",
    code: Array.from({ length: 301 }, (_, index) => `export const own${index} = ${index};\n`).join(""),
    rule: "lint/style/noExcessiveLinesPerFile",
  },
  {
    file: "lib/org/cycle-one.ts",
    code: 'import { two } from "./cycle-two";\n\nexport const one = () => two;\n',
    rule: "lint/suspicious/noImportCycles",
  },
  {
    file: "lib/org/cycle-two.ts",
    code: 'import { one } from "./cycle-one";\n\nexport const two = () => one;\n',
    rule: "lint/suspicious/noImportCycles",
  },
  {
    file: "components/threads/picture.tsx",
    code: 'export const Picture = () => <img src="/a.png" />;\n',
    rule: "lint/a11y/useAltText",
  },
  {
    file: "components/threads/click.tsx",
    code: "export const Click = ({ go }: { go: () => void }) => <div onClick={go}>Go</div>;\n",
    rule: "lint/a11y/useKeyWithClickEvents",
  },
];

const useAll = (sources: string[]) =>
  `${sources.map((source, index) => `import { it as it${index} } from "${source}";`).join("\n")}\n\nexport const own = [${sources.map((_, index) => `it${index}`).join(", ")}];\n`;

/** What must stay possible: each of these files is clean. */
const ALLOWED: [file: string, sources: string[]][] = [
  [
    "lib/pricing/clean.ts",
    ["@/db/client", "@/lib/bulk", "@/db/schema/runs", "@/lib/errors", "@/lib/money", "./own"],
  ],
  ["lib/providers/clean.ts", ["@/lib/env", "@/lib/errors", "@/lib/log"]],
  ["lib/providers/demo/clean.ts", ["../own"]],
  ["lib/ledger/clean.ts", ["@/db/client", "@/lib/clock", "@/lib/money", "@/lib/pricing/types"]],
  ["lib/budgets/clean.ts", ["@/db/schema", "@/lib/ledger", "@/lib/org/types"]],
  ["lib/reports/clean.ts", ["@/lib/audit", "@/lib/ledger", "@/lib/org", "@/lib/pricing"]],
  ["lib/finance/clean.ts", ["@/db/client", "@/lib/audit", "@/lib/org", "@/lib/providers", "@/lib/reports"]],
  ["lib/assistants/runs/clean.ts", ["@/lib/budgets", "@/lib/ledger", "@/lib/providers", "../context/own"]],
  ["lib/audit/clean.ts", ["@/db/client", "@/lib/env", "@/lib/errors", "@/lib/money"]],
  ["lib/org/clean.ts", ["@/lib/audit", "@/lib/env"]],
  ["lib/auth/clean.ts", ["@/lib/env", "@/lib/org", "next/headers"]],
  ["lib/jobs/clean.ts", ["@/db/client", "@/lib/assistants", "@/lib/reports"]],
  [
    "components/threads/clean.tsx",
    ["@/components/ui/button", "@/lib/budgets/types", "@/lib/errors", "@/lib/money", "@/lib/planning"],
  ],
  ["lib/planning/clean.ts", ["@/lib/errors", "@/lib/money", "@/lib/pricing/types", "./own"]],
  [
    "app/(chat)/clean.tsx",
    ["@/components/ui/button", "@/lib/assistants", "@/lib/org/types", "../own", "next/headers"],
  ],
  ["db/schema/clean.ts", ["@/lib/money", "../id"]],
  ["e2e/clean.ts", ["@/lib/providers/demo/call", "@/lib/money"]],
  ["lib/org/clean.test.ts", ["@/db/testing", "@/e2e/upstream/server"]],
];

const root = fileURLToPath(new URL("..", import.meta.url));
let folder: string;
let reported: Map<string, Set<string>>;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "purser-boundaries-")));
  await cp(join(root, "biome.json"), join(folder, "biome.json"));
  await cp(join(root, "scripts/lint"), join(folder, "scripts/lint"), { recursive: true });
  for (const { file, code } of FORBIDDEN) await plant(file, code);
  for (const [file, sources] of ALLOWED) await plant(file, useAll(sources));
  reported = lint();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the linter", () => {
  test.each(FORBIDDEN)("reports $rule in $file", ({ file, rule }) => {
    expect(reported.get(file)).toContain(rule);
  });

  test.each(ALLOWED)("lets %s be", (file) => {
    expect(reported.get(file) ?? new Set()).toEqual(new Set());
  });
});

async function plant(file: string, code: string): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}

/** The rules reported, by file. */
function lint(): Map<string, Set<string>> {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [biome, "lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=github", "."],
    { cwd: folder, encoding: "utf8" },
  );
  const found = new Map<string, Set<string>>();
  for (const [, rule = "", file = ""] of stdout.matchAll(/^::error title=([^,]+),file=([^,]+),/gm)) {
    const path = relative(folder, resolve(folder, file));
    found.set(path, (found.get(path) ?? new Set()).add(rule));
  }
  if (found.size === 0) throw new Error(`Biome reported nothing:\n${stdout}\n${stderr}`);
  return found;
}
