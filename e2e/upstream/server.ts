import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { type Dialect, parseCall } from "@/lib/providers/demo/call";
import { readJson, sendJson } from "@/lib/providers/demo/http";
import { someCalls } from "@/lib/providers/demo/tool-calls";
import { argumentsOf } from "@/lib/providers/demo/tool-speech";
import { errorBody, PATH_OF } from "@/lib/providers/demo/wire";
import { answer } from "./answer";
import { type Book, type BookedCall, type BookView, createBook } from "./book";
import { control } from "./control";
import { type CostsInput, createCosts } from "./costs";
import { createScript, type ReplyInput, type Script, type ScriptInput } from "./script";
import { createStored, type Stored } from "./stored";
import { loadTokenizer, type Tokenizer, type TokenizerName } from "./tokenizer";

export type UpstreamOptions = {
  /** 0 or absent: a free one. */
  port?: number;
  /** Dialects it speaks; the others' paths answer 404. */
  dialects?: Dialect[];
  models?: string[];
  /** The behaviour of calls for which nothing else was asked, such as "tokens:100+slow:20". */
  behaviour?: string;
  /** When set, every call must bring it as bearer token. */
  apiKey?: string;
  /** How it counts: `units` unless told otherwise. */
  tokenizer?: TokenizerName;
};

/** A running upstream. `url` ends in /v1; every control endpoint also exists as a method. */
export type Upstream = {
  url: string;
  origin: string;
  port: number;
  script(input: ScriptInput): void;
  reply(input: ReplyInput | ReplyInput[]): void;
  /** What it says it charged, in place of what it said before. */
  costs(input: CostsInput): void;
  setDefault(behaviour: string): void;
  book(): BookView;
  requests(): ReturnType<Book["requests"]>;
  /** Breaks off every answer that hangs or has stalled, as a network does in the end. */
  release(): void;
  reset(): void;
  close(): Promise<void>;
};

const MODELS = [
  "gpt-4o-mini",
  "gpt-4o",
  "gpt-4.1-mini",
  "gpt-5-mini",
  "o3-mini",
  "house-model",
  "house-model-large",
  "text-embedding-3-small",
  "whisper-1",
  "dall-e-3",
];
const BODY_BYTES_MAX = 64 * 1024 * 1024;

type Parts = {
  options: UpstreamOptions;
  script: Script;
  book: Book;
  costs: ReturnType<typeof createCosts>;
  stored: Stored;
  tokenizer: Tokenizer;
  /** Open answers that go no further. */
  held: Map<ServerResponse, BookedCall>;
};

/**
 * A scriptable OpenAI-compatible server for tests, journeys and measurements. It speaks both dialects, counts
 * four characters as one token, misbehaves on demand (behaviour.ts) and keeps a book of its own.
 */
export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const tokenizer = await loadTokenizer(options.tokenizer ?? "units");
  const parts: Parts = {
    options,
    script: createScript(options.behaviour ?? "normal", tokenizer),
    book: createBook(),
    costs: createCosts(),
    stored: createStored(),
    tokenizer,
    held: new Map(),
  };
  const server = createServer((request, response) => {
    route(parts, request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      sendJson(
        response,
        400,
        errorBody("invalid_request", error instanceof Error ? error.message : "Unreadable."),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/v1`,
    origin,
    port,
    script: parts.script.addScript,
    reply: parts.script.addReplies,
    costs: parts.costs.set,
    setDefault: parts.script.setDefault,
    book: parts.book.read,
    requests: parts.book.requests,
    release: () => release(parts),
    reset: () => reset(parts),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function route(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://upstream").pathname;
  const route = `${request.method} ${path}`;
  if (path.startsWith("/control/")) {
    const { script, book, costs } = parts;
    const controlled = { script, book, costs, release: () => release(parts), reset: () => reset(parts) };
    return control(controlled, { route, request, response });
  }
  const { apiKey, models = MODELS, dialects = ["responses", "chat"] } = parts.options;
  if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
    return sendJson(response, 401, errorBody("invalid_api_key", "Incorrect API key provided."));
  }
  if (route === "GET /v1/models")
    return sendJson(response, 200, { object: "list", data: models.map(modelCard) });
  if (route === "GET /v1/organization/costs") {
    return sendJson(
      response,
      200,
      parts.costs.page(new URL(request.url ?? "/", "http://upstream").searchParams),
    );
  }
  const asked = /^GET \/v1\/responses\/([^/]+)$/.exec(route)?.[1];
  if (asked !== undefined && dialects.includes("responses")) return serveStored(parts, asked, response);
  const dialect = dialects.find((one) => route === `POST ${PATH_OF[one]}`);
  if (!dialect) return sendJson(response, 404, { detail: "Not Found" });
  await serveCall(parts, { dialect, path, request, response });
}

function serveStored({ stored }: Parts, id: string, response: ServerResponse): void {
  const found = stored.find(id);
  if (found) sendJson(response, 200, found);
  else sendJson(response, 404, errorBody("not_found", `Response with id '${id}' not found.`));
}

type Served = { dialect: Dialect; path: string; request: IncomingMessage; response: ServerResponse };

async function serveCall(parts: Parts, { dialect, path, request, response }: Served): Promise<void> {
  const { book, script, stored, tokenizer, held } = parts;
  const body = await readJson(request, BODY_BYTES_MAX);
  const asked = parseCall(dialect, body);
  if (!asked)
    return sendJson(
      response,
      400,
      errorBody("invalid_request", "The body is not a request of this dialect."),
    );
  const purpose = asked.instructions.startsWith("Write a title") ? "title" : "answer";
  const behaviour = script.behaviourOf(asked, purpose);
  const scripted = someCalls(asked.tools, behaviour.toolCalls, asked.lastUserText);
  const call = scripted.length > 0 ? { ...asked, toolCalls: scripted } : asked;
  const reply = () => argumentsOf(call) || script.replyTo(call, purpose, behaviour.tokens);
  const entry = book.open({ call, purpose, stored: dialect === "responses" && !isNotStored(body) });
  book.keepRequest(entry.id, path, body);
  const hold = () => {
    held.set(response, entry);
    response.once("close", () => held.delete(response));
  };
  await answer(response, { call, behaviour, reply, entry, tokenizer, stored, hold });
}

function isNotStored(body: unknown): boolean {
  return z.object({ store: z.literal(false) }).safeParse(body).success;
}

function release({ held }: Parts): void {
  for (const [response, entry] of held) {
    entry.outcome = "cut";
    response.destroy();
  }
}

function reset({ script, book, costs, stored }: Parts): void {
  costs.set([]);
  script.reset();
  book.reset();
  stored.reset();
}

function modelCard(id: string) {
  return { id, object: "model", created: 1_700_000_000, owned_by: "upstream" };
}
