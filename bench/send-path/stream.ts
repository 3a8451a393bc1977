import { once } from "node:events";
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

/** Sends a request with Node's plain client; anything but a 200 is a failure. */
export async function open(url: string, options: RequestOptions, body?: string): Promise<IncomingMessage> {
  const sent = request(url, { agent, timeout: TIMEOUT_MS, ...options });
  sent.once("timeout", () => sent.destroy(new BenchFailure(`${url} did not answer in time.`)));
  sent.end(body);
  const [response]: IncomingMessage[] = await once(sent, "response");
  if (!response) throw new Error("A response event without a response.");
  if (response.statusCode === 200) return response;
  throw new BenchFailure(
    `${url} answered ${response.statusCode}: ${(await readText(response)).slice(0, 300)}`,
  );
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
