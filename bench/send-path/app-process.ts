import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { findHolder } from "../../scripts/launch/lock";
import { openDataDir, ROOT } from "../../scripts/launch/paths";
import { findFreePort } from "../../scripts/launch/ports";
import { removeDataDir } from "../../scripts/launch/postgres";
import { BenchFailure } from "../failure";
import { listTree } from "./processes";

/** Empty counts as unset, and keeps a person's own .env out of the measurement. */
const NOTHING_OF_YOURS = { AUTH_URL: "", DATABASE_URL: "", ORG_NAME: "", ORG_TIME_ZONE: "UTC" };

const readySchema = z.object({ url: z.string(), databaseUrl: z.string() });

export type AppProcess = {
  url: string;
  databaseUrl: string;
  /** The process that serves. */
  pid: number;
  /** The process that all of the database's others descend from. */
  databasePid: number | null;
  stop(): Promise<void>;
};

export type AppSettings = { upstreamUrl: string; model: string; secret: string };

/** Starts the product as `npm start` does: production build, its own PostgreSQL with every safeguard on. */
export async function startAppProcess(settings: AppSettings): Promise<AppProcess> {
  const dataDir = await openDataDir(await mkdtemp(join(tmpdir(), "purser-bench-")));
  // The database's user, where it is not ours, must pass through.
  await chmod(dataDir, 0o711);
  const launcher = spawn(process.execPath, ["--import", "tsx", join(ROOT, "scripts", "start.ts")], {
    cwd: ROOT,
    env: { ...process.env, ...NOTHING_OF_YOURS, ...(await environmentOf(settings, dataDir)) },
    detached: true,
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const ended = once(launcher, "exit");
  const stop = async () => {
    if (launcher.exitCode === null && launcher.signalCode === null) launcher.kill("SIGTERM");
    await ended;
    await removeDataDir(dataDir);
  };
  const ready = await Promise.race([once(launcher, "message"), ended.then(() => null)]);
  const pid = (await findHolder(dataDir))?.children.find(({ name }) => name === "app")?.pid;
  if (!ready || pid === undefined) {
    await stop();
    throw new BenchFailure("Purser did not start, so there is nothing to measure.");
  }
  const tree = listTree(launcher.pid ?? 0);
  const databasePid = tree.find(({ command }) => /bin\/postgres\b/.test(command))?.pid ?? null;
  return { ...readySchema.parse(ready[0]), pid, databasePid, stop };
}

async function environmentOf({ upstreamUrl, model, secret }: AppSettings, dataDir: string) {
  return {
    AUTH_SECRET: secret,
    DATA_DIR: dataDir,
    DEFAULT_MODEL: model,
    LOG_LEVEL: "warn",
    OPENAI_API: "responses",
    OPENAI_API_KEY: "key-for-the-upstream",
    OPENAI_BASE_URL: upstreamUrl,
    PORT: String(await findFreePort()),
  };
}
