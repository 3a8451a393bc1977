import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { LaunchFailure } from "./failure";
import { createJson, readJson, writeJson } from "./json-file";
import { identityOf } from "./processes";

const WAIT_TIMEOUT_MS = 15_000;
const POLL_MS = 200;

const childSchema = z.object({ name: z.string(), pid: z.number(), identity: z.string() });
const holderSchema = z.object({
  pid: z.number(),
  identity: z.string(),
  phase: z.enum(["starting", "running", "stopping", "command", "released"]),
  url: z.string().nullable(),
  children: z.array(childSchema),
});

export type Child = z.infer<typeof childSchema>;
export type Holder = z.infer<typeof holderSchema>;
export type Phase = Holder["phase"];

/** The exclusive right to a data directory, held by one launcher or command at a time. */
export type Lock = {
  /** Processes that a killed holder left running. */
  orphans: readonly Child[];
  setPhase(phase: Phase): Promise<void>;
  addChild(name: string, pid: number): Promise<void>;
  removeChild(pid: number): Promise<void>;
  release(): Promise<void>;
};

/**
 * Takes the data directory's lock. One that a dead process held is taken over; one that is being given back is
 * waited for; any other is refused with a sentence that names its holder.
 *
 * Each holder creates the file with the next number, which only one of several can do, and the highest number
 * is the one that counts. So a taker who was slow can never take the lock from a new holder.
 */
export async function acquireLock(
  dataDir: string,
  mine: { phase: "starting" | "command"; url: string | null },
): Promise<Lock> {
  const folder = join(dataDir, "lock");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const identity = identityOf(process.pid) ?? "";
  for (;;) {
    await waitForHolder(dataDir);
    const last = await readNewest(folder);
    if (last.holder && isAlive(last.holder)) continue;
    const number = last.number + 1;
    const holder: Holder = { ...mine, pid: process.pid, identity, children: last.holder?.children ?? [] };
    if (!(await createJson(fileOf(folder, number), holder))) continue;
    if ((await readNewest(folder)).number === number) {
      await removeOlder(folder, number);
      return holdLock(fileOf(folder, number), holder);
    }
    await rm(fileOf(folder, number), { force: true });
  }
}

/** Who holds the lock now; null when nobody who lives does. */
export async function findHolder(dataDir: string): Promise<Holder | null> {
  const { holder } = await readNewest(join(dataDir, "lock"));
  return holder && isAlive(holder) ? holder : null;
}

function holdLock(file: string, holder: Holder): Lock {
  let writes: Promise<void> = Promise.resolve();
  const save = () => {
    const state = structuredClone(holder);
    writes = writes.then(() => writeJson(file, state));
    return writes;
  };
  return {
    orphans: [...holder.children],
    setPhase(phase) {
      holder.phase = phase;
      return save();
    },
    addChild(name, pid) {
      const identity = identityOf(pid);
      if (identity !== null) holder.children.push({ name, pid, identity });
      return save();
    },
    removeChild(pid) {
      holder.children = holder.children.filter((child) => child.pid !== pid);
      return save();
    },
    release() {
      holder.phase = "released";
      return save();
    },
  };
}

async function waitForHolder(dataDir: string): Promise<void> {
  const deadline = Date.now() + WAIT_TIMEOUT_MS;
  for (;;) {
    const holder = await findHolder(dataDir);
    if (!holder) return;
    const isLeaving = holder.phase === "stopping" || holder.phase === "command";
    if (!isLeaving || Date.now() > deadline) throw new LaunchFailure(refusal(holder, dataDir));
    await sleep(POLL_MS);
  }
}

function refusal({ pid, phase, url }: Holder, dataDir: string): string {
  switch (phase) {
    case "starting":
      return `Purser is already being started (pid ${pid}).`;
    case "command":
      return `A purser command (pid ${pid}) is using ${dataDir}: wait until it has ended.`;
    case "stopping":
      return `Purser (pid ${pid}) is still stopping: try again in a moment.`;
    default:
      return `Purser is already running (pid ${pid}) at ${url}.`;
  }
}

function isAlive(holder: Holder): boolean {
  return holder.phase !== "released" && identityOf(holder.pid) === holder.identity;
}

const fileOf = (folder: string, number: number) => join(folder, `${number}.json`);

async function readNewest(folder: string): Promise<{ number: number; holder: Holder | null }> {
  const number = Math.max(0, ...(await listNumbers(folder)));
  return { number, holder: number ? await readJson(fileOf(folder, number), holderSchema) : null };
}

async function listNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number);
}

async function removeOlder(folder: string, number: number): Promise<void> {
  for (const older of await listNumbers(folder)) {
    if (older < number) await rm(fileOf(folder, older), { force: true });
  }
}
