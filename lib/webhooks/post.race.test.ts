import { once } from "node:events";
import * as http from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makeSigningSecret, postJson, readWebhookUrl, signatureHeaders } from ".";

type Post = { path: string; headers: http.IncomingHttpHeaders; body: string };

const posts: Post[] = [];
const servers: http.Server[] = [];
let port = 0;
/** A port of this machine that WEBHOOK_HOSTS does not name. */
let foreign = 0;

async function listen(answer: http.RequestListener): Promise<number> {
  const server = http.createServer(answer).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

beforeAll(async () => {
  const keep: http.RequestListener = async (request, response) => {
    posts.push({ path: request.url ?? "", headers: request.headers, body: await text(request) });
    if (request.url === "/moved")
      return void response.writeHead(307, { location: `http://localhost:${foreign}/` }).end();
    if (request.url === "/big") return void response.writeHead(200).end("x".repeat(10_000_000));
    if (request.url === "/half") {
      response.writeHead(200, { "content-length": "10" }).write("x");
      return void setTimeout(() => request.socket.destroy(), 50);
    }
    if (request.url === "/cut") return void request.socket.destroy();
    response.writeHead(request.url === "/no" ? 500 : 204).end();
  };
  [port, foreign] = [await listen(keep), await listen(keep)];
  vi.stubEnv("WEBHOOK_HOSTS", `hooks.internal, 127.0.0.1:${port}, Plain.internal:80, 127.0.0.2:443`);
});

beforeEach(() => {
  posts.length = 0;
});

afterAll(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

const refusal = (address: string) => {
  try {
    readWebhookUrl(address);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

describe("an address of a webhook", () => {
  test.each([
    ["", "Enter an address that begins with https://."],
    ["hooks.example.org", "Enter an address that begins with https://."],
    ["ftp://hooks.example.org", "Enter an address that begins with https://."],
    ["javascript:alert(1)", "Enter an address that begins with https://."],
    ["https://user:word@hooks.example.org", "Enter the address without a name and password in it."],
    [
      "http://hooks.example.org",
      "Enter an address that begins with https://; plain http goes only to hosts in WEBHOOK_HOSTS.",
    ],
    ["https://hooks.example.org/services/T0", null],
    ["http://hooks.internal:9000/in", null],
    ["http://plain.internal/in", null],
    ["http://plain.internal:80/in", null],
    [
      "http://plain.internal:8080/in",
      "Enter an address that begins with https://; plain http goes only to hosts in WEBHOOK_HOSTS.",
    ],
  ])("%s: %s", (address, sentence) => {
    expect(refusal(address)).toBe(sentence);
  });
});

describe("postJson", () => {
  test("posts what it is given to a host that is allowed, and answers the status", async () => {
    expect(await postJson(`http://127.0.0.1:${port}/in`, '{"a":"ß"}', { "x-own": "1" })).toEqual({
      status: 204,
    });
    expect(posts).toEqual([
      {
        path: "/in",
        headers: expect.objectContaining({
          "content-type": "application/json",
          "content-length": "10",
          "x-own": "1",
        }),
        body: '{"a":"ß"}',
      },
    ]);
    expect(await postJson(`http://127.0.0.1:${port}/no`, "{}", {})).toEqual({ status: 500 });
  });

  test.each([
    "https://127.0.0.1",
    "https://127.1",
    "https://2130706433",
    "https://localhost",
    "https://[::1]",
    "https://[::ffff:127.0.0.1]",
    "https://[64:ff9b::7f00:1]",
    "https://0.0.0.0",
    "https://10.0.0.7",
    "https://172.16.0.1",
    "https://192.168.1.1",
    "https://169.254.169.254/latest/meta-data",
    "https://[fd00:ec2::254]",
    "https://[fe80::1]",
    "https://100.100.100.200",
  ])("connects to nothing at %s", async (address) => {
    const url = new URL(address);
    url.port = String(foreign);
    await expect(postJson(url.href, "{}", {})).rejects.toMatchObject({
      code: "provider_failed",
      message: "Its host has a private address, and WEBHOOK_HOSTS does not name it.",
    });
    expect(posts).toEqual([]);
  });

  test("connects to a private host that is named with the port that https has by itself", async () => {
    for (const address of ["https://127.0.0.2/in", "https://127.0.0.2:443/in"]) {
      await expect(postJson(address, "{}", {})).rejects.toMatchObject({
        message: "Its host refused the connection.",
      });
    }
    await expect(postJson("https://127.0.0.2:8443/in", "{}", {})).rejects.toMatchObject({
      message: "Its host has a private address, and WEBHOOK_HOSTS does not name it.",
    });
  });

  test("goes nowhere else when it is told to", async () => {
    expect(await postJson(`http://127.0.0.1:${port}/moved`, "{}", {})).toEqual({ status: 307 });
    expect(posts.map(({ path }) => path)).toEqual(["/moved"]);
  });

  test("reads no more of an answer than it needs", async () => {
    expect(await postJson(`http://127.0.0.1:${port}/big`, "{}", {})).toEqual({ status: 200 });
  });

  test("has what was taken as taken, also where the rest of the answer never comes", async () => {
    expect(await postJson(`http://127.0.0.1:${port}/half`, "{}", {})).toEqual({ status: 200 });
  });

  test("says in a sentence what went wrong", async () => {
    await expect(postJson(`http://127.0.0.1:${port}/cut`, "{}", {})).rejects.toMatchObject({
      message: "Its host ended the connection before it answered.",
    });
  });
});

test("a receiver that knows the secret verifies what was signed, and nothing else", () => {
  const secret = makeSigningSecret();
  const body = '{"type":"alert.test"}';
  const headers = signatureHeaders({ id: "msg_1", body, secret, at: new Date() });
  const receiver = new Webhook(secret);
  expect(receiver.verify(body, headers)).toEqual({ type: "alert.test" });
  expect(() => receiver.verify(`${body} `, headers)).toThrow();
  expect(() => receiver.verify(body, { ...headers, "webhook-id": "msg_2" })).toThrow();
  expect(() => new Webhook(makeSigningSecret()).verify(body, headers)).toThrow();
});
