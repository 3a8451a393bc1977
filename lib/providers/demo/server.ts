import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { countInput, type Dialect, type ModelCall, parseCall } from "./call";
import { readJson, sendJson } from "./http";
import { createPromptCache, type PromptCache } from "./prompt-cache";
import { replyTo } from "./reply";
import { splitTokens } from "./tokens";
import { type Ending, errorBody, PATH_OF, wireFor } from "./wire";

export const DEMO_MODEL = "demo-model";

/** About 60 tokens a second: a pace one can read along with. */
const PIECE_TOKENS = 2;
const PIECE_EVERY_MS = 33;
const FIRST_PIECE_MS = 250;

const BODY_BYTES_MAX = 8 * 1024 * 1024;

export type DemoOptions = {
  /** 0 or absent: a free one. */
  port?: number;
  /** Milliseconds between two pieces of an answer; tests take 0. */
  pieceEveryMs?: number;
};

/** `url` ends in /v1. */
export type DemoServer = { url: string; port: number; close(): Promise<void> };

type House = { cache: PromptCache; pieceEveryMs: number };

/** The demo model: a small OpenAI-compatible server on loopback that answers from prepared texts. */
export async function startDemoServer({
  port = 0,
  pieceEveryMs = PIECE_EVERY_MS,
}: DemoOptions = {}): Promise<DemoServer> {
  const house: House = { cache: createPromptCache(), pieceEveryMs };
  const server = createServer((request, response) => {
    serve(house, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 400, errorBody("invalid_request", "The request could not be read."));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const actualPort = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${actualPort}/v1`,
    port: actualPort,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function serve(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://demo").pathname;
  if (request.method === "GET" && path === "/v1/models") {
    const card = { id: DEMO_MODEL, object: "model", created: 1_700_000_000, owned_by: "purser" };
    return sendJson(response, 200, { object: "list", data: [card] });
  }
  const dialect = dialectOf(request.method, path);
  if (!dialect) return sendJson(response, 404, errorBody("not_found", "The demo model has no such page."));
  const call = parseCall(dialect, await readJson(request, BODY_BYTES_MAX));
  if (!call)
    return sendJson(response, 400, errorBody("invalid_request", "This is not a request of this dialect."));
  if (call.model !== DEMO_MODEL) {
    return sendJson(response, 404, errorBody("model_not_found", `The only model here is ${DEMO_MODEL}.`));
  }
  await answer(house, call, response);
}

function dialectOf(method: string | undefined, path: string): Dialect | null {
  if (method !== "POST") return null;
  if (path === PATH_OF.responses) return "responses";
  return path === PATH_OF.chat ? "chat" : null;
}

async function answer(house: House, call: ModelCall, response: ServerResponse): Promise<void> {
  const all = splitTokens(replyTo(call));
  const tokens = all.slice(0, call.outputTokensMax);
  const ending: Ending = tokens.length < all.length ? "length" : "stop";
  const usage = {
    input: countInput(call),
    cached: house.cache.read(call),
    cacheWrite: 0,
    output: tokens.length,
    reasoning: 0,
  };
  const wire = wireFor(call);
  const text = tokens.join("");
  if (!call.stream) return sendJson(response, 200, wire.body(ending, text, usage));
  response.writeHead(200, { "content-type": wire.contentType, "cache-control": "no-cache" });
  response.write(wire.start());
  const paced = house.pieceEveryMs > 0;
  if (paced) await sleep(FIRST_PIECE_MS);
  for (let at = 0; at < tokens.length; at += PIECE_TOKENS) {
    if (response.destroyed) return;
    response.write(wire.delta(tokens.slice(at, at + PIECE_TOKENS).join("")));
    if (paced) await sleep(house.pieceEveryMs);
  }
  response.end(wire.finish(ending, text, usage));
}
