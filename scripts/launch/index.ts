import type { Env } from "../../lib/env";
import { startApp } from "./app";
import { ensureBuild } from "./build";
import { endOrphans } from "./children";
import { prepareDatabase } from "./data";
import { requireDatabase } from "./database";
import { loadEnvironment } from "./environment";
import { LaunchFailure } from "./failure";
import { listenForInterrupt, whenAborted } from "./interrupt";
import { acquireLock, type Lock } from "./lock";
import { openDataDir } from "./paths";
import { requirePort } from "./ports";
import { startPostgres } from "./postgres";
import { countOllamaModels, isProviderConfigured, OLLAMA_URL, startDemoModel } from "./providers";
import { complain, done, seconds, tell } from "./say";
import { keepAuthSecret } from "./secret";

const ORPHAN_TIMEOUT_MS = 10_000;

/** What the launcher keeps running. `watched` resolve with a sentence when something ends that should not. */
type System = {
  lock: Lock | null;
  undo: (() => Promise<void>)[];
  watched: Promise<string>[];
  signal: AbortSignal;
};

/** Brings Purser up, keeps it up until it is told to stop, and brings it down. Answers the exit code. */
export async function launch({ dev }: { dev: boolean }): Promise<number> {
  const system: System = { lock: null, undo: [], watched: [], signal: listenForInterrupt() };
  let exitCode = 0;
  try {
    await bringUp(system, dev);
    const trouble = await Promise.race([whenAborted(system.signal), ...system.watched]);
    if (trouble !== null) {
      complain(trouble);
      exitCode = 1;
    }
  } catch (error) {
    if (!system.signal.aborted) {
      complain(error instanceof LaunchFailure ? error.message : describeUnknown(error));
      exitCode = 1;
    }
  }
  await bringDown(system);
  return exitCode;
}

/** In the opposite order of the start. What fails is said and does not keep the rest from being stopped. */
async function bringDown({ lock, undo, signal }: System): Promise<void> {
  const steps = undo.reverse();
  if (lock) steps.unshift(() => lock.setPhase("stopping"));
  if (undo.length > 2) tell("Stopping…");
  for (const step of steps) {
    await step().catch((error: unknown) => complain(describeUnknown(error)));
  }
  if (signal.aborted) done("Stopped");
}

async function bringUp(system: System, dev: boolean): Promise<void> {
  const { signal } = system;
  const env = loadEnvironment();
  const address = env.AUTH_URL ?? `http://localhost:${env.PORT}`;
  const dataDir = await openDataDir(env.DATA_DIR);
  const lock = await takeLock(system, dataDir, address);
  await requirePort(env.PORT);
  done(`Settings read, data in ${dataDir}`);
  const databaseUrl = await openDatabase(system, env, dataDir);
  signal.throwIfAborted();
  const { hasOrganisation } = await prepareDatabase(databaseUrl);
  done("Schema and prices up to date");
  const { secret, isNew } = await keepAuthSecret(dataDir);
  if (isNew && !env.AUTH_SECRET) done("Session secret made");
  signal.throwIfAborted();
  const providers = await openProviders(system, env, lock);
  if (!dev) await build(signal);
  const appEnv = {
    PORT: String(env.PORT),
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: env.AUTH_SECRET ?? secret,
    AUTH_URL: address,
    AUTH_TRUST_HOST: "true",
    ...providers,
  };
  signal.throwIfAborted();
  const app = await startApp({ port: env.PORT, dev, env: appEnv, signal }, lock);
  system.undo.push(app.stop);
  system.watched.push(app.ended.then((how) => `The app ended unexpectedly (${how}).`));
  await lock.setPhase("running");
  done(`Purser is ready at ${address}`);
  if (!hasOrganisation) tell(`Open ${address}/setup to create your organisation.`);
  process.send?.({ url: address, databaseUrl });
}

async function takeLock(system: System, dataDir: string, url: string): Promise<Lock> {
  const lock = await acquireLock(dataDir, { phase: "starting", url });
  system.lock = lock;
  system.undo.push(lock.release);
  const ended = await endOrphans(lock, ORPHAN_TIMEOUT_MS);
  if (ended.length > 0) done(`Ended what an earlier start left running: ${ended.join(", ")}`);
  return lock;
}

async function openDatabase(system: System, env: Env, dataDir: string): Promise<string> {
  if (env.DATABASE_URL) {
    await requireDatabase(env.DATABASE_URL);
    done("Database reached");
    return env.DATABASE_URL;
  }
  const server = await startPostgres(dataDir);
  system.undo.push(server.stop);
  system.watched.push(server.ended.then(() => "PostgreSQL ended unexpectedly."));
  const what = server.isNew
    ? "PostgreSQL set up"
    : server.isAdopted
      ? "PostgreSQL found running"
      : "PostgreSQL started";
  done(`${what} in ${server.cluster}`);
  return server.url;
}

async function openProviders(system: System, env: Env, lock: Lock): Promise<Record<string, string>> {
  if (isProviderConfigured(env)) return {};
  const models = await countOllamaModels();
  if (models > 0) done(`Ollama found, ${models === 1 ? "1 model" : `${models} models`}`);
  const demo = await startDemoModel(lock);
  system.undo.push(demo.child.stop);
  system.watched.push(demo.child.ended.then((how) => `The demo model ended unexpectedly (${how}).`));
  done("Demo model started: set OPENAI_API_KEY to use a real one");
  return { PURSER_DEMO_URL: demo.url, ...(models > 0 ? { PURSER_OLLAMA_URL: OLLAMA_URL } : {}) };
}

async function build(signal: AbortSignal): Promise<void> {
  const since = Date.now();
  const onStart = () => tell("Building the app, one to five minutes the first time…");
  if (await ensureBuild({ signal, onStart })) done(`App built in ${seconds(since)}`);
}

function describeUnknown(error: unknown): string {
  return `Something unexpected happened: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
