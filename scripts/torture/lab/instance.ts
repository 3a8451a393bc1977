import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { NEXT_BIN, ROOT } from "../../launch/paths";
import { call } from "../http";
import { atExit } from "./at-exit";

const READY_TIMEOUT_MS = 60_000;
/** The launcher kills after 10 s; see `leaveOnSignal` in lib/jobs. */
const STOP_TIMEOUT_MS = 10_000;
const POLL_MS = 50;
const NEVER = new AbortController().signal;
const CLOCK = join(ROOT, "scripts", "torture", "lab", "skew-clock.mjs");

export type InstanceState = "down" | "starting" | "up" | "paused" | "leaving";

/** One process of the app. Whoever kills or stops it starts it again, as a supervisor does. */
export type Instance = {
  number: number;
  url: string;
  state(): InstanceState;
  /** How often it was started: names one process among all that this instance was. */
  incarnation(): number;
  /** How often it ended without having been told to. */
  crashes(): number;
  /** How often it was told to end and did not in time. */
  overstays(): number;
  start(): Promise<void>;
  /** SIGKILL. Answers when it is gone. */
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  /** SIGTERM, and SIGKILL when it does not leave in time. */
  stop(): Promise<void>;
  setClock(shiftMs: number): Promise<void>;
  /** Errors in its output that nobody caught. */
  countUncaught(): Promise<number>;
};

export type InstanceSettings = { number: number; port: number; folder: string; env: Record<string, string> };

/** An instance that is not started yet; its output goes to a file in `folder`. */
export function createInstance({ number, port, folder, env }: InstanceSettings): Instance {
  const url = `http://localhost:${port}`;
  const clockFile = join(folder, `clock-${number}`);
  const logFile = join(folder, `instance-${number}.log`);
  let child: ChildProcess | null = null;
  let state: InstanceState = "down";
  let incarnation = 0;
  let crashes = 0;
  let overstays = 0;

  return {
    number,
    url,
    state: () => state,
    incarnation: () => incarnation,
    crashes: () => crashes,
    overstays: () => overstays,
    start,
    kill: () => end("SIGKILL"),
    pause() {
      if (state !== "up") return;
      child?.kill("SIGSTOP");
      state = "paused";
    },
    resume() {
      if (state !== "paused") return;
      child?.kill("SIGCONT");
      state = "up";
    },
    async stop() {
      if (state === "paused") child?.kill("SIGCONT");
      const leaving = child;
      const gone = end("SIGTERM");
      const inTime = await Promise.race([
        gone.then(() => true),
        sleep(STOP_TIMEOUT_MS, false, { ref: false }),
      ]);
      if (!inTime) {
        overstays += 1;
        leaving?.kill("SIGKILL");
      }
      await gone;
    },
    setClock: (shiftMs) => writeFile(clockFile, String(shiftMs)),
    async countUncaught() {
      const output = await readFile(logFile, "utf8");
      return output.match(/uncaughtException|unhandledRejection/g)?.length ?? 0;
    },
  };

  async function start(): Promise<void> {
    if (incarnation === 0) await writeFile(clockFile, "0");
    state = "starting";
    incarnation += 1;
    const log = await open(logFile, "a");
    const started = spawn(process.execPath, [NEXT_BIN, "start", "--port", String(port)], {
      cwd: ROOT,
      env: { ...process.env, ...env, ...environmentOf(port, clockFile) },
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    child = started;
    const gone = atExit(() => started.kill("SIGKILL"));
    started.once("exit", () => {
      gone();
      if (state !== "leaving") crashes += 1;
      state = "down";
    });
    await once(started, "spawn");
    await log.close();
    await untilReady(started);
  }

  async function untilReady(started: ChildProcess): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (Date.now() < deadline && child === started && started.exitCode === null && state === "starting") {
      const answer = await call(`${url}/api/ready`, { signal: NEVER, silenceMs: 1_000 }).catch(() => null);
      answer?.destroy();
      if (answer?.statusCode === 200 && state === "starting") state = "up";
      else await sleep(POLL_MS);
    }
  }

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    state = "leaving";
    const gone = once(ending, "exit");
    ending.kill(signal);
    await gone;
  }
}

function environmentOf(port: number, clockFile: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    NODE_OPTIONS: `--import file://${CLOCK}`,
    NEXT_MANUAL_SIG_HANDLE: "true",
    NEXT_EXIT_TIMEOUT_MS: String(STOP_TIMEOUT_MS),
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    AUTH_URL: `http://localhost:${port}`,
    AUTH_TRUST_HOST: "true",
    // It leaves when this process is gone.
    PURSER_LAUNCHER_PID: String(process.pid),
    TORTURE_CLOCK_FILE: clockFile,
  };
}
