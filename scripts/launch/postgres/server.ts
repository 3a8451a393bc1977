import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchFailure } from "../failure";
import { findFreePort, isPortFree } from "../ports";
import { runAs } from "./account";
import { serves } from "./connect";
import type { Place } from "./place";

const POLL_MS = 40;
const START_TIMEOUT_MS = 60_000;
const BACKENDS_TIMEOUT_MS = 20_000;
const LOG_BYTES_MAX = 10_000_000;

export type StartOptions = {
  dataDir: string;
  bin: string;
  /** False for tests: faster, and lost when the machine loses power. */
  durable: boolean;
  /** True puts the server into a process group of its own, out of reach of a terminal's Ctrl-C. */
  detached: boolean;
};

/** Starts the server on the remembered port, or on a free one when that is taken, and waits until it answers. */
export async function startServer(
  place: Place,
  options: StartOptions,
): Promise<{ child: ChildProcess; port: number }> {
  const backendsDeadline = Date.now() + BACKENDS_TIMEOUT_MS;
  let port = place.settings.port;
  for (;;) {
    if (port === null || !(await isPortFree(port, "127.0.0.1"))) port = await findFreePort();
    const started = await startOnce(place, port, options);
    if ("child" in started) return { child: started.child, port };
    // Backends of a killed server end by themselves; until then the cluster must not be opened again.
    const isTransient = /Address already in use|pre-existing shared memory block/.test(started.output);
    if (!isTransient || Date.now() > backendsDeadline) {
      throw new LaunchFailure(
        `PostgreSQL did not start: ${reasonIn(started.output)} (${logFile(options.dataDir)})`,
      );
    }
    await sleep(500);
  }
}

async function startOnce(
  place: Place,
  port: number,
  options: StartOptions,
): Promise<{ child: ChildProcess } | { output: string }> {
  const path = logFile(options.dataDir);
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  if (size > LOG_BYTES_MAX) await rm(path, { force: true });
  const log = await open(path, "a", 0o600);
  const from = (await log.stat()).size;
  const child = spawn(join(options.bin, "postgres"), serverArgs(place, port, options), {
    ...runAs(place.account),
    detached: options.detached,
    stdio: ["ignore", log.fd, log.fd],
  });
  await once(child, "spawn");
  await log.close();
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null) {
    if (await serves(place.cluster, port, place.settings.password)) return { child };
    if (Date.now() > deadline) {
      child.kill("SIGQUIT");
      await once(child, "exit");
    } else await sleep(POLL_MS);
  }
  return { output: (await readFile(path)).subarray(from).toString("utf8") };
}

function serverArgs(place: Place, port: number, { durable }: StartOptions): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", place.cluster, "-p", String(port), ...flags];
}

const logFile = (dataDir: string) => join(dataDir, "postgres.log");

function reasonIn(output: string): string {
  const lines = output.trim().split("\n");
  const fatal = lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? "";
  return fatal.replace(/^.*?(FATAL|PANIC):\s*/, "");
}
