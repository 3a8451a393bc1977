import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { acquireLock, findHolder } from "./lock";
import { identityOf } from "./processes";

let dataDir: string;
const mine = { phase: "starting", url: "http://localhost:3310" } as const;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "purser-lock-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

async function writeHolder(holder: { pid: number; identity: string | null }, phase: string): Promise<void> {
  await mkdir(join(dataDir, "lock"), { recursive: true });
  const children = [{ name: "app", pid: 1, identity: "long ago" }];
  await writeFile(
    join(dataDir, "lock", "4.json"),
    JSON.stringify({ ...holder, phase, url: mine.url, children }),
  );
}

const self = () => ({ pid: process.pid, identity: identityOf(process.pid) });

describe("acquireLock", () => {
  test("gives the lock to one of many who ask at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => acquireLock(dataDir, mine)));
    expect(asked.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  });

  test("refuses while a living process holds it, and says which", async () => {
    await writeHolder(self(), "running");
    await expect(acquireLock(dataDir, mine)).rejects.toThrow(
      `Purser is already running (pid ${process.pid}) at http://localhost:3310.`,
    );
  });

  test("takes over from a process that has ended, with what it left running", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    const pid = child.pid ?? 0;
    const identity = identityOf(pid);
    await new Promise((resolve) => child.once("exit", resolve));
    await writeHolder({ pid, identity }, "running");
    const lock = await acquireLock(dataDir, mine);
    expect(lock.orphans).toEqual([{ name: "app", pid: 1, identity: "long ago" }]);
    expect(await findHolder(dataDir)).toMatchObject({ pid: process.pid });
  });

  test("does not believe a number that another process has now", async () => {
    await writeHolder({ pid: process.pid, identity: "an earlier process" }, "running");
    await expect(acquireLock(dataDir, mine)).resolves.toBeDefined();
  });

  test("waits for a holder that is stopping", async () => {
    const first = await acquireLock(dataDir, mine);
    await first.setPhase("stopping");
    const second = acquireLock(dataDir, mine);
    setTimeout(() => void first.release(), 300);
    await expect(second).resolves.toBeDefined();
  });

  test("takes a broken file for no holder", async () => {
    await mkdir(join(dataDir, "lock"));
    await writeFile(join(dataDir, "lock", "9.json"), "{");
    await expect(acquireLock(dataDir, mine)).resolves.toBeDefined();
  });
});
