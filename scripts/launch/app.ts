import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type RunningChild, startChild } from "./children";
import { LaunchFailure } from "./failure";
import type { Lock } from "./lock";
import { NEXT_BIN } from "./paths";

/** The app leaves by itself within 9.5 s; see `leaveOnSignal` in lib/jobs. */
const STOP_TIMEOUT_MS = 10_000;
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 100;

export type AppOptions = { port: number; dev: boolean; env: Record<string, string>; signal: AbortSignal };

/** Starts the app and waits until it is ready to serve. What the framework prints before that is shown only if it fails. */
export async function startApp(options: AppOptions, lock: Lock): Promise<RunningChild> {
  const env = {
    ...options.env,
    NODE_ENV: options.dev ? "development" : "production",
    NEXT_MANUAL_SIG_HANDLE: "true",
    NEXT_EXIT_TIMEOUT_MS: String(STOP_TIMEOUT_MS),
    NEXT_TELEMETRY_DISABLED: "1",
    PURSER_LAUNCHER_PID: String(process.pid),
    ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}),
  };
  const args = [NEXT_BIN, options.dev ? "dev" : "start", "--port", String(options.port)];
  const app = await startChild({ name: "app", args, env, stopTimeoutMs: STOP_TIMEOUT_MS }, lock);
  const output = holdOutput(app);
  try {
    await waitUntilReady(app, options);
    output.drop();
    return app;
  } catch (error) {
    output.show();
    await app.stop();
    throw error;
  }
}

async function waitUntilReady(app: RunningChild, { port, signal }: AppOptions): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let end: string | null = null;
  void app.ended.then((how) => {
    end = how;
  });
  let reason = "it does not answer";
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    if (end !== null) throw new LaunchFailure(`The app ended while it started (${end}).`);
    const answer = await fetch(`http://localhost:${port}/api/ready`, { redirect: "manual" }).catch(
      () => null,
    );
    if (answer?.ok) return;
    if (answer) reason = (await answer.text()).slice(0, 300);
    await sleep(POLL_MS);
  }
  throw new LaunchFailure(`The app did not become ready within ${READY_TIMEOUT_MS / 1000} s: ${reason}`);
}

/** Keeps the child's lines until it is known whether anybody wants them; later lines pass through. */
function holdOutput(app: RunningChild): { drop: () => void; show: () => void } {
  let held: string[] | null = [];
  const stdout = app.process.stdout;
  if (!stdout) throw new Error("A child's stdout is always piped.");
  createInterface({ input: stdout }).on("line", (line) => {
    if (held) held.push(line);
    else console.log(line);
  });
  const end = (visible: boolean) => {
    if (visible) for (const line of held ?? []) console.error(line);
    held = null;
  };
  return { drop: () => end(false), show: () => end(true) };
}
