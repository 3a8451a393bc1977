import type { Db } from "../../db/client";

/** `lines` go to stdout; with `failure` that sentence goes to stderr and the exit code is 1. */
export type Result = { lines: string[]; failure?: string };

export type Command = {
  name: string;
  usage: string;
  summary: string;
  /** Reads the arguments, which is done before the database is opened; throws UsageError. */
  prepare(args: string[]): (db: Db) => Promise<Result>;
};

/** The command line is not as it should be; `message` says how. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function required(value: string | undefined, what: string): string {
  if (value) return value;
  throw new UsageError(`${what} is missing.`);
}

export function oneOf<T extends string>(value: string, choices: readonly T[], what: string): T {
  const found = choices.find((choice) => choice === value);
  if (found) return found;
  throw new UsageError(`${what} is one of ${choices.join(", ")}; "${value}" is not.`);
}
