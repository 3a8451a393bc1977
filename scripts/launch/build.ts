import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LaunchFailure } from "./failure";
import { NEXT_BIN, ROOT } from "./paths";

/** All that the build reads. */
const SOURCES = [
  "app",
  "components",
  "db",
  "instrumentation.ts",
  "lib",
  "next.config.ts",
  "package-lock.json",
  "patches",
  "postcss.config.mjs",
  "proxy.ts",
  "public",
  "tsconfig.json",
];
const IGNORED = /\.(test|race\.test)\.tsx?$/;

/** A hash of every source's path and content under `root`; tests do not count, and a source may be missing. */
export async function hashSources(root: string, sources: readonly string[] = SOURCES): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of await listFiles(root, source)) {
      const content = await readFile(join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

/** Builds the app when its sources differ from those of the last build. True when it was built now. */
export async function ensureBuild(options: { signal: AbortSignal; onStart: () => void }): Promise<boolean> {
  const mark = join(ROOT, ".next", "purser-sources");
  const hash = await hashSources(ROOT);
  const built = await readFile(mark, "utf8").catch(() => null);
  if (built === hash) return false;
  options.onStart();
  await rm(mark, { force: true });
  await runBuild(options.signal);
  await writeFile(mark, hash);
  return true;
}

async function runBuild(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [NEXT_BIN, "build"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const stop = () => child.pid && process.kill(-child.pid, "SIGKILL");
  signal.addEventListener("abort", stop);
  const [code] = await once(child, "close");
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code !== 0) throw new LaunchFailure(`The app could not be built:\n${output.trim()}`);
}

async function listFiles(root: string, source: string): Promise<string[]> {
  const found = await stat(join(root, source)).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [source];
  const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !IGNORED.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
