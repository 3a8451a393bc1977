import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import OpenAI from "openai";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDb } from "@/db/client";
import { useAssistants } from "@/lib/assistants/testing";
import { createApiKey } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import * as notServed from "./[...path]/route";
import * as completions from "./chat/completions/route";
import * as model from "./models/[...model]/route";
import * as models from "./models/route";

/** The door for programs on a small server of its own, in front of the scriptable upstream and a real database. */
export function useDoor() {
  const lab = useAssistants();
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    void serve(request, response);
  });
  beforeAll(async () => {
    process.env.DATABASE_URL = inject("databaseUrl");
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await closeDb();
  });
  const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const clientFor = (apiKey: string, options: { maxRetries?: number } = {}) =>
    new OpenAI({ baseURL: baseUrl(), apiKey, logLevel: "off", ...options });
  return {
    lab,
    get baseUrl() {
      return baseUrl();
    },
    clientFor,
    /** Every request so far, in order; a test empties it. */
    received,
    /** A member with a key, and the official client that sends it. */
    async newProgram(options: { role?: "admin" | "member"; maxRetries?: number } = {}) {
      const ctx: Ctx = await lab.newCtx(options.role ?? "member");
      const { key } = await createApiKey(ctx, { name: "laptop" });
      return { ctx, key, client: clientFor(key, options) };
    },
  };
}

type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;

async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = "GET", url = "/" } = incoming;
  const gone = new AbortController();
  outgoing.once("close", () => outgoing.writableFinished || gone.abort());
  const request = new Request(new URL(url, "http://door"), {
    method,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    signal: gone.signal,
    ...(method === "GET" ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" }),
  });
  const { handler, params } = route(method, new URL(url, "http://door").pathname);
  const response = await handler(request, { params: Promise.resolve(params) });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) return void outgoing.end();
  const body = Readable.fromWeb(response.body as never);
  body.on("error", () => outgoing.destroy());
  body.pipe(outgoing);
  outgoing.once("close", () => body.destroy());
}

/** As the framework finds them. */
function route(method: string, path: string): { handler: Handler; params: never } {
  const segments = path.split("/").slice(2);
  const named = (params: object) => params as never;
  if (path === "/v1/chat/completions" && method === "POST")
    return { handler: completions.POST, params: named({}) };
  if (path === "/v1/models" && method === "GET") return { handler: models.GET, params: named({}) };
  if (segments[0] === "models" && method === "GET") {
    return { handler: model.GET as Handler, params: named({ model: segments.slice(1) }) };
  }
  return { handler: method === "GET" ? notServed.GET : notServed.POST, params: named({}) };
}
