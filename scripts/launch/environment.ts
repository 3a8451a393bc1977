import { join } from "node:path";
import { type Env, parseEnv } from "../../lib/env";
import { errorCode, LaunchFailure } from "./failure";
import { ROOT } from "./paths";

/** Reads `.env` when there is one (what is already set stays) and parses the whole. Throws with every problem at once. */
export function loadEnvironment(): Env {
  try {
    process.loadEnvFile(join(ROOT, ".env"));
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
  const result = parseEnv(process.env);
  if (result.ok) return result.env;
  throw new LaunchFailure(describeProblems(result.problems));
}

export function describeProblems(problems: string[]): string {
  const count = problems.length === 1 ? "1 setting is" : `${problems.length} settings are`;
  const list = problems.map((problem) => `  · ${problem}`).join("\n");
  return `Purser cannot start, because ${count} wrong:\n${list}`;
}
