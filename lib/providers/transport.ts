import { Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps, Agent as TlsAgent } from "node:https";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import { isPrivateAllowed } from "./address";
import { type PacedBody, readPaced } from "./paced-reader";

/** A kept connection that was idle for longer may already be closed at the other end. */
const IDLE_MS_MAX = 4_000;
const CONNECT_MS_MAX = 10_000;
const BODY_BYTES_MAX = 8 * 1024 * 1024;

const keeping = { keepAlive: true, timeout: IDLE_MS_MAX };
const open: Agents = { plain: new Agent(keeping), tls: new TlsAgent(keeping) };
/** These look at the address that a name was resolved to, at each connection. */
const filtering: Agents = {
  plain: new RequestFilteringHttpAgent(keeping),
  tls: new RequestFilteringHttpsAgent(keeping),
};

type Agents = { plain: Agent; tls: TlsAgent };

const streams = new WeakMap<Response, IncomingMessage>();

/** The socket's side of an event stream that `leanFetch` gave; null for an answer of any other kind. */
export function streamOf(response: Response): PacedBody | null {
  const message = streams.get(response);
  return message ? readPaced(message) : null;
}

/**
 * The SDK's `fetch`, on node:http: a stream of tokens costs about half the CPU that the built-in one takes.
 * An event stream is not copied into `response.body` but read through `streamOf`. Redirects are not followed,
 * so that a key never leaves for another host.
 */
export function leanFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  return fetchBy(open, input, init);
}

/** The same for an address that an admin entered: private ones are refused unless PROVIDER_HOSTS names the host. */
export function guardedFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  return fetchBy(isPrivateAllowed(url) ? open : filtering, url, init);
}

async function fetchBy(agents: Agents, input: string | URL | Request, init: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  const message = await send(url, { ...init, agents });
  const status = message.statusCode ?? 502;
  const headers = headersOf(message);
  if (status === 200 && /^text\/event-stream\b/i.test(headers.get("content-type") ?? "")) {
    const response = new Response(null, { status, headers });
    streams.set(response, message);
    return response;
  }
  return new Response(status === 204 || status === 304 ? null : await readBody(message), { status, headers });
}

type Sent = RequestInit & { agents: Agents };

function send(url: URL, { method = "GET", headers, body, signal, agents }: Sent): Promise<IncomingMessage> {
  if (body !== undefined && body !== null && typeof body !== "string") {
    throw new TypeError("Only text can be sent.");
  }
  const options = { method, headers: Object.fromEntries(new Headers(headers)) };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:"
        ? requestHttps(url, { ...options, agent: agents.tls })
        : requestHttp(url, { ...options, agent: agents.plain });
    limitConnecting(request);
    let message: IncomingMessage | undefined;
    // Not the request once there is a message: a request that is over would take its kept connection along.
    const abort = () => (message ? message.destroy() : request.destroy(new DOMException("", "AbortError")));
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort, { once: true });
    request.on("error", reject);
    request.on("close", () => signal?.removeEventListener("abort", abort));
    request.on("response", (received) => {
      message = received;
      // Whoever reads the message is told; without a listener an abort before that would end the process.
      message.on("error", () => undefined);
      resolve(message);
    });
    request.end(body ?? undefined);
  });
}

/** Unlike a silent server, one that cannot be reached has surely done no work. */
function limitConnecting(request: ClientRequest): void {
  request.once("socket", (socket) => {
    if (!socket.connecting) return;
    const late = Object.assign(new Error("The server does not take the connection."), {
      code: "NO_CONNECTION",
    });
    const timer = setTimeout(() => request.destroy(late), CONNECT_MS_MAX);
    socket.once("connect", () => clearTimeout(timer));
    socket.once("close", () => clearTimeout(timer));
  });
}

function headersOf({ headers }: IncomingMessage): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) result.append(name, one);
  }
  return result;
}

async function readBody(message: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new RangeError("The provider's answer is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
