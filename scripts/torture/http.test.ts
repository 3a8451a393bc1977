import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { call, readText, unlessAborted } from "./http";

const never = new AbortController().signal;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("a call gives the answer, whatever its status", async () => {
  const url = await serve((request, response) => response.writeHead(418).end(request.headers.cookie));
  const message = await call(url, { headers: { cookie: "a=1" }, signal: never, silenceMs: 5_000 });
  expect(message.statusCode).toBe(418);
  expect(await readText(message)).toBe("a=1");
});

test("a call ends when nothing comes, before the answer and within it", async () => {
  const silent = await serve(() => undefined);
  await expect(call(silent, { signal: never, silenceMs: 50 })).rejects.toThrow(/silent/);
  const stalling = await serve((_, response) => response.write("one"));
  const message = await call(stalling, { signal: never, silenceMs: 50 });
  await expect(readText(message)).rejects.toThrow();
});

test("a call ends when it is no longer waited for, before the answer and within it", async () => {
  const before = new AbortController();
  const silent = await serve(() => before.abort());
  await expect(call(silent, { signal: before.signal, silenceMs: 5_000 })).rejects.toThrow(/waits/);
  const within = new AbortController();
  const stalling = await serve((_, response) => response.write("one"));
  const message = await call(stalling, { signal: within.signal, silenceMs: 5_000 });
  const reading = expect(readText(message)).rejects.toThrow();
  within.abort();
  await reading;
});

test("a call ends when the process behind it is gone", async () => {
  const url = await serve((_, response) => response.write("one", () => response.destroy()));
  const message = await call(url, { signal: never, silenceMs: 5_000 });
  await expect(readText(message)).rejects.toThrow();
});

test("work that never ends is left alone once nobody waits", async () => {
  const leaving = new AbortController();
  const waiting = expect(unlessAborted(leaving.signal, new Promise(() => undefined))).rejects.toThrow(
    /Aborted/,
  );
  leaving.abort();
  await waiting;
  expect(await unlessAborted(never, Promise.resolve(7))).toBe(7);
});
