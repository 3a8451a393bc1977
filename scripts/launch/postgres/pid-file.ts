import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../failure";

export type PidFile = { pid: number; directory: string; port: number };

/** Above every system's highest process number, so that no process ever has it. */
const NOBODY = 99_999_999;

/** Reads PostgreSQL's postmaster.pid: line 1 the process, line 2 the data directory, line 4 the port. */
export function parsePidFile(text: string): PidFile | null {
  const [pid, directory, , port] = text.split("\n").map((line) => line.trim());
  if (!pid || !directory || !port || !/^\d+$/.test(pid) || !/^\d+$/.test(port)) return null;
  return { pid: Number(pid), directory, port: Number(port) };
}

/** The cluster's postmaster.pid; null when there is none or it is not complete yet. */
export async function readPidFile(cluster: string): Promise<PidFile | null> {
  const text = await readPidText(cluster);
  return text === null ? null : parsePidFile(text);
}

/**
 * Makes a left-over postmaster.pid name no living process, so that PostgreSQL takes the cluster over. The rest
 * of the file stays: from its shared memory line PostgreSQL sees whether old backends still run.
 */
export async function disownPidFile(cluster: string): Promise<void> {
  const text = await readPidText(cluster);
  if (text === null) return;
  const [, ...rest] = text.split("\n");
  await writeFile(join(cluster, "postmaster.pid"), [NOBODY, ...rest].join("\n"));
}

async function readPidText(cluster: string): Promise<string | null> {
  try {
    return await readFile(join(cluster, "postmaster.pid"), "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
