import net, { type AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { type Conn, type Db, openDb } from "./client";
import { isConnectionFailure } from "./connection-failure";

/** One connection, so that everything that comes after a failure has to go over the one that failed. */
let one: { db: Db; close: () => Promise<void> };
let other: { db: Db; close: () => Promise<void> };

beforeEach(() => {
  one = openDb(inject("databaseUrl"), 1);
  other = openDb(inject("databaseUrl"), 1);
});
afterEach(async () => {
  await Promise.all([one.close(), other.close()]);
});

async function pidOf(conn: Conn): Promise<number> {
  const [row] = await conn.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

const end = (pid: number) => other.db.execute(sql`select pg_terminate_backend(${pid}::int)`);

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

const answerOf = async (conn: Conn, n: number) => {
  const [row] = await conn.execute<{ n: number }>(sql`select ${n}::int as n`);
  return row?.n;
};

describe("a connection that breaks inside a transaction", () => {
  test("fails the transaction, and the next statement is served", async () => {
    for (const inFlight of [1, 3]) {
      const transaction = one.db.transaction(async (tx) => {
        const pid = await pidOf(tx);
        const waiting = Array.from({ length: inFlight }, () => tx.execute(sql`select pg_sleep(20)`));
        await end(pid);
        await Promise.all(waiting);
      });
      expect(isConnectionFailure(await failureOf(transaction))).toBe(true);
      expect(await answerOf(one.db, 7)).toBe(7);
      expect(await one.db.transaction((tx) => answerOf(tx, 8))).toBe(8);
    }
  });

  test("fails where the network resets it, and the pool goes on", async () => {
    const network = await openNetwork(inject("databaseUrl"));
    const { db, close } = openDb(network.url, 1);
    for (const n of [1, 2, 3]) {
      const transaction = db.transaction(async (tx) => {
        await answerOf(tx, n);
        network.reset();
        await tx.execute(sql`select pg_sleep(20)`);
      });
      expect(isConnectionFailure(await failureOf(transaction))).toBe(true);
      const answers = [7, 8, 9].map((each) => answerOf(db, each));
      expect(await Promise.all(answers)).toEqual([7, 8, 9]);
    }
    await close();
    network.close();
  });

  test("refuses what the transaction still wants, also while another one has the connection", async () => {
    await one.db.execute(sql`create table if not exists driver_test (n int)`);
    const held = new Promise<void>((resolve) => setTimeout(resolve, 400));
    let wentOn: Promise<unknown> = Promise.resolve();
    const broken = one.db.transaction(async (tx) => {
      await end(await pidOf(tx));
      await held;
      wentOn = failureOf(tx.execute(sql`insert into driver_test values (1)`));
      await wentOn;
    });
    expect(isConnectionFailure(await failureOf(broken))).toBe(true);
    await one.db.transaction(async (tx) => {
      await tx.execute(sql`insert into driver_test values (2)`);
      await held;
      await wentOn;
      await tx.execute(sql`insert into driver_test values (3)`);
    });
    expect(isConnectionFailure(await wentOn)).toBe(true);
    const rows = await one.db.execute<{ n: number }>(sql`select n from driver_test order by n`);
    expect(rows.map(({ n }) => n)).toEqual([2, 3]);
    await one.db.execute(sql`drop table driver_test`);
  });
});

/** A way to the database on which all connections can be reset at once. */
async function openNetwork(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const { port, hostname } = url;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    const onward = net.connect(Number(port), hostname);
    sockets.add(socket);
    socket.on("error", () => onward.destroy()).on("close", () => onward.destroy());
    onward.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const reset = () => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
  };
  return { url: url.href, reset, close: () => server.close() };
}
