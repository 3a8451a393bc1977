import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "./launch/paths";
import { complain, done, seconds, tell } from "./launch/say";

const TSX = ["--import", "tsx"];
const STEPS = [
  { name: "Format, lint, boundaries and types", args: [...TSX, "scripts/check.ts"] },
  { name: "Unit and database tests", args: [join("node_modules", "vitest", "vitest.mjs"), "run"] },
  { name: "Browser tests", args: [...TSX, "scripts/e2e.ts"] },
  {
    name: "Torture of three seeds",
    args: [...TSX, "scripts/torture.ts", "--seconds", "25", "--seeds", "1,2,3"],
  },
];

for (const { name, args } of STEPS) {
  const since = Date.now();
  tell(`${name}…`);
  const { code, output } = await run(args);
  if (code !== 0) {
    process.stderr.write(output);
    complain(`${name} failed after ${seconds(since)}`);
    process.exit(1);
  }
  for (const line of summaryOf(output)) tell(`  ${line}`);
  done(`${name}, ${seconds(since)}`);
}

async function run(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  child.stderr.on("data", (chunk) => chunks.push(chunk));
  const [code] = await once(child, "close");
  return { code, output: Buffer.concat(chunks).toString("utf8") };
}

/** What ran, in the words of the tool that ran it. */
function summaryOf(output: string): string[] {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.filter((line) => /^(Tests |\d+ (passed|skipped|flaky)|Seed \d+: every|Messages: )/.test(line));
}
