import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { startUpstream } from "../e2e/upstream/server";
import { findBrowser } from "./browser";
import { LaunchFailure } from "./launch/failure";
import { listenForInterrupt } from "./launch/interrupt";
import { openDataDir, ROOT } from "./launch/paths";
import { findFreePort } from "./launch/ports";
import { removeDataDir } from "./launch/postgres";
import { complain } from "./launch/say";

/** Empty counts as unset, and keeps a person's own .env out of the tests. */
const NOTHING_OF_YOURS = {
  AUTH_SECRET: "",
  AUTH_URL: "",
  DATABASE_URL: "",
  DEFAULT_MODEL: "",
  OPENAI_ADMIN_KEY: "",
  OPENAI_API: "",
  ORG_NAME: "",
  ORG_TIME_ZONE: "UTC",
  SMTP_URL: "",
  MAIL_FROM: "",
};

const readySchema = z.object({ url: z.string(), databaseUrl: z.string() });

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  const interrupt = listenForInterrupt();
  const undo: (() => Promise<void>)[] = [];
  try {
    const browser = await findBrowser();
    const upstream = await startUpstream();
    undo.push(upstream.close);
    const app = await startPurser(upstream.url, undo);
    const env = {
      BASE_URL: app.url,
      DATABASE_URL: app.databaseUrl,
      UPSTREAM_URL: upstream.url,
      PURSER_CHROMIUM: browser,
    };
    return await runPlaywright(args, env, interrupt);
  } catch (error) {
    if (!(error instanceof LaunchFailure)) throw error;
    complain(error.message);
    return 1;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** The product itself, with a database of its own that is gone afterwards. */
async function startPurser(upstreamUrl: string, undo: (() => Promise<void>)[]) {
  const dataDir = await openDataDir(await mkdtemp(join(tmpdir(), "purser-e2e-")));
  await chmod(dataDir, 0o711);
  undo.push(() => removeDataDir(dataDir));
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "scripts", "start.ts")], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...NOTHING_OF_YOURS,
      DATA_DIR: dataDir,
      PORT: String(await findFreePort()),
      LOG_LEVEL: "warn",
      OPENAI_API_KEY: "key-for-the-upstream",
      OPENAI_BASE_URL: upstreamUrl,
      // Tests receive webhooks themselves.
      WEBHOOK_HOSTS: "127.0.0.1",
      PROVIDER_HOSTS: "127.0.0.1",
    },
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  undo.push(() => stop(child, ended));
  const first = await Promise.race([once(child, "message"), ended.then(() => null)]);
  if (!first) throw new LaunchFailure("Purser did not start, so there is nothing to test.");
  return readySchema.parse(first[0]);
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  await ended;
}

async function runPlaywright(
  args: string[],
  env: Record<string, string>,
  interrupt: AbortSignal,
): Promise<number> {
  const cli = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
  const child = spawn(process.execPath, [cli, "test", ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  interrupt.addEventListener("abort", () => child.kill("SIGTERM"));
  const [code] = await once(child, "exit");
  return code ?? 1;
}
