import { log } from "@/lib/log";
import { BenchFailure } from "./failure";

const INTERRUPTED = 130;

/**
 * Runs a command to its exit code. A failure is one clear line on stderr; Ctrl-C and SIGTERM abort `signal`, and
 * what was started is taken down before the process leaves.
 */
export async function runCommand(main: (signal: AbortSignal) => Promise<number>): Promise<never> {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => controller.abort());
  // stdout is for the report alone.
  if (!process.env.LOG_LEVEL) log.level = "silent";
  try {
    process.exit(await main(controller.signal));
  } catch (error) {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    console.error(error instanceof BenchFailure ? error.message : error);
    process.exit(1);
  }
}

/** The command line as `parse` reads it; what does not fit is a failure that shows how the command is called. */
export function readFlags<T>(parse: () => T, usage: string): T {
  try {
    return parse();
  } catch (cause) {
    throw new BenchFailure(`That is not how it is called: ${usage}`, { cause });
  }
}

/** A whole number from 1 to `max`, out of a command line. */
export function readCount(name: string, text: string, max: number): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= max) return count;
  throw new BenchFailure(`--${name} takes a whole number from 1 to ${max}, not "${text}".`);
}
