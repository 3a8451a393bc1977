import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { NEXT_BIN, ROOT } from "./launch/paths";
import { complain, done, seconds } from "./launch/say";

type Step = { name: string; bin: string; args: string[] };

const inModules = (...path: string[]) => join(ROOT, "node_modules", ...path);

const lint: Step = {
  name: "Format, lint and boundaries",
  bin: inModules("@biomejs", "biome", "bin", "biome"),
  args: ["ci", "--max-diagnostics=200", `--colors=${process.stderr.isTTY ? "force" : "off"}`, "."],
};
/** The types of pages and of typed links come from the folders of the app; a fresh clone has none yet. */
const routes: Step = { name: "Route types", bin: NEXT_BIN, args: ["typegen"] };
const types: Step = { name: "Types", bin: inModules("typescript", "bin", "tsc"), args: ["--noEmit"] };

const [linted, typed] = await Promise.all([run(lint), run(routes).then((made) => made && run(types))]);
if (!linted || !typed) process.exit(1);

/** Prints what a step found only when it failed: its output is the list of what to mend. */
async function run({ name, bin, args }: Step): Promise<boolean> {
  const since = Date.now();
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  child.stderr.on("data", (chunk) => chunks.push(chunk));
  const [code] = await once(child, "close");
  if (code === 0) {
    done(`${name}, ${seconds(since)}`);
    return true;
  }
  process.stderr.write(Buffer.concat(chunks));
  complain(`${name} failed after ${seconds(since)}`);
  return false;
}
