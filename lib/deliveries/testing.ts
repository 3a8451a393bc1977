import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts a file as instances of Purser, as far as deliveries go, for a test that kills one. */
export function instancesOf(file: URL) {
  const children: ChildProcess[] = [];
  return {
    start(step: "claim" | "send"): ChildProcess {
      const child = fork(fileURLToPath(file), [step], {
        execArgv: ["--import", "tsx"],
        env: { ...process.env, LOG_LEVEL: "silent" },
      });
      children.push(child);
      return child;
    },
    async kill(child: ChildProcess): Promise<void> {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    killAll(): void {
      for (const child of children) child.kill("SIGKILL");
    },
  };
}
