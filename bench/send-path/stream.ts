import { Agent, type IncomingMessage, type RequestOptions, request } from "node:http";
import { createParser } from "eventsource-parser";
import { BenchFailure } from "../failure";

const TIMEOUT_MS = 120_000;

/** Connections stay open between streams, as a browser's and the app's own do. */
const agent = new Agent({ keepAlive: true });

export type Timing = {
  /** From the first byte sent to the first text received, in ms. */
  firstTokenMs: number;
  totalMs: number;
};

/**
 * Sends a request with Node's plain client; anything but a 200 is a failure. A kept connection that the server
 * closed at the same moment is no failure: the request goes out once more, as a browser's does.
 */
export async function open(url: string, options: RequestOptions, body?: string): Promise<IncomingMessage> {
  const response = (await ask(url, options, body)) ?? (await ask(url, options, body));
  if (response?.statusCode === 200) return response;
  const answer = response ? `${response.statusCode}: ${(await readText(response)).slice(0, 300)}` : "nothing";
  throw new BenchFailure(`${url} answered ${answer}`);
}

/** Null when a kept connection turned out to be closed. */
function ask(url: string, options: RequestOptions, body?: string): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, timeout: TIMEOUT_MS, ...options }, resolve);
    sent.once("timeout", () => sent.destroy(new BenchFailure(`${url} did not answer in time.`)));
    sent.once("error", (error) => {
      const isStale = sent.reusedSocket && "code" in error && error.code === "ECONNRESET";
      if (isStale) resolve(null);
      else reject(error);
    });
    sent.end(body);
  });
}

export async function readText(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) text += chunk;
  return text;
}

/** Hands on each event's name and data as they arrive, to the end of the body. */
export async function readEvents(
  response: IncomingMessage,
  onEvent: (name: string, data: string) => void,
): Promise<void> {
  const parser = createParser({ onEvent: ({ event = "message", data }) => onEvent(event, data) });
  for await (const chunk of response.setEncoding("utf8")) parser.feed(chunk);
}

/** Notes the instant of the first text; `end` gives the timing and fails when there was none. */
export function startTiming(): { text: () => void; end: (what: string) => Timing } {
  const startedAt = performance.now();
  let firstAt: number | null = null;
  return {
    text() {
      firstAt ??= performance.now();
    },
    end(what) {
      if (firstAt === null) throw new BenchFailure(`${what} ended without a word.`);
      return { firstTokenMs: firstAt - startedAt, totalMs: performance.now() - startedAt };
    },
  };
}
