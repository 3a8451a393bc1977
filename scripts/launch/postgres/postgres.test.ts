import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identityOf, signalProcess, waitForEnd } from "../processes";
import { type Postgres, removeDataDir, startPostgres } from ".";

let dataDir: string;
const running: Postgres[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "purser-postgres-"));
  await chmod(dataDir, 0o711);
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await removeDataDir(dataDir);
});

async function start(): Promise<Postgres> {
  const server = await startPostgres(dataDir, { durable: false });
  running.push(server);
  return server;
}

async function query(server: Postgres, text: string): Promise<unknown[]> {
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

async function kill(server: Postgres): Promise<void> {
  const identity = identityOf(server.pid) ?? "";
  signalProcess(server.pid, "SIGKILL");
  await waitForEnd(server.pid, identity, 5_000);
}

describe("startPostgres", () => {
  test("keeps its data over a stop and a kill", async () => {
    const first = await start();
    expect(first.isNew).toBe(true);
    await query(first, "create table kept as select 7 as number");
    await first.stop();
    await first.ended;
    const second = await start();
    expect(second.isNew).toBe(false);
    expect(await query(second, "select number from kept")).toEqual([{ number: 7 }]);
    await kill(second);
    const third = await start();
    expect(third.isAdopted).toBe(false);
    expect(await query(third, "select number from kept")).toEqual([{ number: 7 }]);
  });

  test("adopts a server that was left running", async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ isAdopted: true, pid: first.pid, url: first.url });
    await second.stop();
    await second.ended;
    expect(identityOf(first.pid)).toBeNull();
  });

  test("starts although postmaster.pid names a foreign process", async () => {
    const first = await start();
    await first.stop();
    const lines = [process.pid, first.cluster, 0, 5432, "", "127.0.0.1", "", ""];
    await writeFile(join(first.cluster, "postmaster.pid"), lines.join("\n"));
    const second = await start();
    expect(second.isAdopted).toBe(false);
  });

  test("moves to a free port when its own is taken", async () => {
    const first = await start();
    await first.stop();
    const blocker = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
    const second = await start();
    blocker.close();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
  });

  test("makes a cluster again whose making was cut short", async () => {
    const first = await start();
    await first.stop();
    await rm(join(first.cluster, "PG_VERSION"));
    await mkdir(join(dataDir, "postgres.making-1", "cluster"), { recursive: true });
    const second = await start();
    expect(second.isNew).toBe(true);
    expect(await readdir(dataDir)).not.toContain("postgres.making-1");
  });
});
