import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { type Dialect, parseCall } from "@/lib/providers/demo/call";
import { readJson, sendJson } from "@/lib/providers/demo/http";
import { errorBody, PATH_OF } from "@/lib/providers/demo/wire";
import { answer } from "./answer";
import { type Book, type BookView, createBook } from "./book";
import {
  createScript,
  type ReplyInput,
  repliesSchema,
  type Script,
  type ScriptInput,
  scriptSchema,
} from "./script";

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
};

/** A running upstream. `url` ends in /v1; every control endpoint also exists as a method. */
export type Upstream = {
  url: string;
  origin: string;
  port: number;
  script(input: ScriptInput): void;
  reply(input: ReplyInput | ReplyInput[]): void;
  setDefault(behaviour: string): void;
  book(): BookView;
  requests(): ReturnType<Book["requests"]>;
  reset(): void;
  close(): Promise<void>;
};

const MODELS = [
  "gpt-4o-mini",
  "gpt-4o",
  "gpt-4.1-mini",
  "gpt-5-mini",
  "text-embedding-3-small",
  "whisper-1",
  "dall-e-3",
];
const BODY_BYTES_MAX = 64 * 1024 * 1024;

type Parts = { options: UpstreamOptions; script: Script; book: Book };

/**
 * A scriptable OpenAI-compatible server for tests, journeys and measurements. It speaks both dialects, counts
 * four characters as one token, misbehaves on demand (behaviour.ts) and keeps a book of its own.
 */
export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const parts: Parts = { options, script: createScript(options.behaviour ?? "normal"), book: createBook() };
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
    setDefault: parts.script.setDefault,
    book: parts.book.read,
    requests: parts.book.requests,
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
  if (path.startsWith("/control/")) return control(parts, { route, request, response });
  const { apiKey, models = MODELS, dialects = ["responses", "chat"] } = parts.options;
  if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
    return sendJson(response, 401, errorBody("invalid_api_key", "Incorrect API key provided."));
  }
  if (route === "GET /v1/models")
    return sendJson(response, 200, { object: "list", data: models.map(modelCard) });
  const dialect = dialects.find((one) => route === `POST ${PATH_OF[one]}`);
  if (!dialect) return sendJson(response, 404, { detail: "Not Found" });
  await serveCall(parts, { dialect, path, request, response });
}

type Served = { dialect: Dialect; path: string; request: IncomingMessage; response: ServerResponse };

async function serveCall(
  { book, script }: Parts,
  { dialect, path, request, response }: Served,
): Promise<void> {
  const body = await readJson(request, BODY_BYTES_MAX);
  const call = parseCall(dialect, body);
  if (!call)
    return sendJson(
      response,
      400,
      errorBody("invalid_request", "The body is not a request of this dialect."),
    );
  const purpose = call.instructions.startsWith("Write a title") ? "title" : "answer";
  const behaviour = script.behaviourOf(call, purpose);
  const reply = () => script.replyTo(call, purpose, behaviour.tokens);
  const entry = book.open(call, purpose);
  book.keepRequest(entry.id, path, body);
  await answer(response, { call, behaviour, reply, entry });
}

type Control = { route: string; request: IncomingMessage; response: ServerResponse };

async function control(parts: Parts, { route, request, response }: Control): Promise<void> {
  const { script, book } = parts;
  const done = () => sendJson(response, 200, { ok: true });
  switch (route) {
    case "POST /control/script":
      script.addScript(scriptSchema.parse(await readJson(request, BODY_BYTES_MAX)));
      return done();
    case "POST /control/replies":
      script.addReplies(repliesSchema.parse(await readJson(request, BODY_BYTES_MAX)));
      return done();
    case "POST /control/default":
      script.setDefault(
        z.object({ behaviour: z.string() }).parse(await readJson(request, BODY_BYTES_MAX)).behaviour,
      );
      return done();
    case "POST /control/reset":
      reset(parts);
      return done();
    case "GET /control/book":
      return sendJson(response, 200, book.read());
    case "GET /control/requests":
      return sendJson(response, 200, { requests: book.requests() });
    default:
      return sendJson(response, 404, errorBody("not_found", `The upstream has no ${route}.`));
  }
}

function reset({ script, book }: Parts): void {
  script.reset();
  book.reset();
}

function modelCard(id: string) {
  return { id, object: "model", created: 1_700_000_000, owned_by: "upstream" };
}
