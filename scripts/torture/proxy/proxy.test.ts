import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPrng } from "../prng";
import { type FaultProxy, startFaultProxy } from "./start-proxy";

/** What one side of a connection saw. */
type Side = { socket: Socket; received: string; pieces: number; ended: boolean; error: string | null };

let server: Server;
let proxy: FaultProxy;
let accepted: Side[];
let delivered: string;

beforeEach(async () => {
  accepted = [];
  delivered = "";
  server = createServer({ allowHalfOpen: true }, (socket) => accepted.push(watch(socket)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  proxy = await startFaultProxy({
    target: { host: "127.0.0.1", port },
    prng: createPrng(1),
    onDelivered: (_, chunk) => {
      delivered += chunk.toString();
    },
  });
});

afterEach(async () => {
  await proxy.close();
  for (const { socket } of accepted) socket.destroy();
  server.close();
});

describe("clear weather", () => {
  test("passes both directions on, and the end of each", async () => {
    const [near, far] = await open();
    near.socket.end("question");
    await until(() => far.ended);
    expect(far.received).toBe("question");
    far.socket.end("answer");
    await until(() => near.ended);
    expect(near).toMatchObject({ received: "answer", error: null });
    expect(delivered).toBe("answer");
  });

  test("passes a reset on to the other side", async () => {
    const [near, far] = await open();
    far.socket.resetAndDestroy();
    await until(() => near.error !== null);
    expect(near.error).toBe("ECONNRESET");
  });

  test("tells the server that the client has gone", async () => {
    const [near, far] = await open();
    near.socket.destroy();
    await until(() => far.ended || far.error !== null);
  });
});

describe("latency", () => {
  test("holds each piece back, and loses nothing and no order", async () => {
    const [near, far] = await open();
    proxy.setWeather({ kind: "latency", delayMs: 30, jitterMs: 20 });
    const startedAt = performance.now();
    for (const word of ["one ", "two ", "three "]) far.socket.write(word);
    far.socket.end("four");
    await until(() => near.ended);
    expect(near.received).toBe("one two three four");
    expect(performance.now() - startedAt).toBeGreaterThan(29);
  });
});

describe("slices", () => {
  test("cuts what passes into small pieces, both ways", async () => {
    const [near, far] = await open();
    proxy.setWeather({ kind: "slices", bytesMax: 3 });
    const text = "a sentence that is long enough to be cut";
    near.socket.write(text);
    await until(() => far.received === text);
    far.socket.write(text);
    await until(() => near.received === text);
    expect(far.pieces).toBeGreaterThan(4);
    expect(near.pieces).toBeGreaterThan(4);
  });
});

describe("reset", () => {
  test("lets so many bytes through to the client, then breaks both sides", async () => {
    const [near, far] = await open();
    far.socket.write("before ");
    await until(() => near.received === "before ");
    proxy.setWeather({ kind: "reset", afterBytes: 5 });
    far.socket.write("123");
    await until(() => near.received === "before 123");
    far.socket.write("45678");
    await until(() => near.error !== null && far.error !== null);
    expect(near).toMatchObject({ error: "ECONNRESET", ended: false });
    expect(delivered).toBe("before 12345");
  });
});

describe("half-open", () => {
  test("with the client gone the server writes on and learns of it when the weather clears", async () => {
    const [near, far] = await open();
    proxy.setWeather({ kind: "half_open", gone: "client" });
    await until(() => near.error !== null);
    for (let piece = 0; piece < 5; piece++) await write(far.socket, "unread");
    await until(() => proxy.counts().bytesLost === 5 * "unread".length);
    expect(far).toMatchObject({ ended: false, error: null });
    proxy.setWeather(null);
    await until(() => far.error !== null);
    expect(near.received).toBe("");
  });

  test("with the server gone the client hears nothing until the weather clears", async () => {
    const [near, far] = await open();
    proxy.setWeather({ kind: "half_open", gone: "server" });
    await until(() => far.error !== null);
    await write(near.socket, "is anybody there?");
    await until(() => proxy.counts().bytesLost > 0);
    expect(near).toMatchObject({ ended: false, error: null });
    proxy.setWeather(null);
    await until(() => near.error !== null);
  });
});

describe("black hole", () => {
  test("swallows everything, ends as well, and breaks what lost something when it clears", async () => {
    const [near, far] = await open();
    const [idle] = await open();
    proxy.setWeather({ kind: "black_hole" });
    await write(near.socket, "up");
    await write(far.socket, "down");
    near.socket.destroy();
    await write(far.socket, "and on");
    await until(() => proxy.counts().bytesLost === "updownand on".length);
    expect(far).toMatchObject({ received: "", ended: false, error: null });
    proxy.setWeather(null);
    await until(() => far.error !== null);
    expect(near.received).toBe("");
    expect(idle).toMatchObject({ ended: false, error: null });
  });
});

describe("the weather's share", () => {
  test("spares the other connections, and new ones fall under it too", async () => {
    proxy.setWeather({ kind: "reset", afterBytes: 0 }, 0.5);
    const pairs: Side[][] = [];
    for (let made = 0; made < 20; made++) pairs.push(await open());
    for (const [, far] of pairs) far?.socket.write("x");
    await until(() => pairs.every(([near]) => near?.received === "x" || near?.error === "ECONNRESET"));
    const broken = pairs.filter(([near]) => near?.error !== null).length;
    expect(broken).toBeGreaterThan(4);
    expect(broken).toBeLessThan(16);
    expect(proxy.counts()).toEqual({ connections: 20, bytesLost: 0, byWeather: { reset: broken } });
  });

  test("is drawn from the seed", async () => {
    const draw = async () => {
      const again = await startFaultProxy({ target: { host: "127.0.0.1", port: 1 }, prng: createPrng(5) });
      again.setWeather({ kind: "black_hole" }, 0.5);
      const seen: number[] = [];
      for (let made = 1; made <= 12; made++) {
        const socket = connect(again.port, "127.0.0.1").on("error", () => undefined);
        await until(() => again.counts().connections === made);
        seen.push(again.counts().byWeather.black_hole ?? 0);
        socket.destroy();
      }
      await again.close();
      return seen;
    };
    expect(await draw()).toEqual(await draw());
  });
});

function watch(socket: Socket): Side {
  const side: Side = { socket, received: "", pieces: 0, ended: false, error: null };
  socket.setNoDelay(true);
  socket.on("data", (chunk) => {
    side.received += chunk.toString();
    side.pieces += 1;
  });
  socket.on("end", () => {
    side.ended = true;
  });
  socket.on("error", (error) => {
    side.error = "code" in error ? String(error.code) : error.message;
  });
  return side;
}

async function open(): Promise<[Side, Side]> {
  const count = accepted.length;
  const near = watch(connect({ port: proxy.port, host: "127.0.0.1", allowHalfOpen: true }));
  await until(() => accepted.length > count);
  const far = accepted.at(-1);
  if (!far) throw new Error("It was just accepted.");
  return [near, far];
}

function write(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve) => socket.write(text, () => resolve()));
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 400) throw new Error("It never happened.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
