import { type IncomingMessage, request } from "node:http";

export type Call = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  /** Given up after so long without a byte. */
  silenceMs: number;
};

/**
 * Node's plain client on a connection of its own. Whatever happens to a process, it comes to an end: with the answer,
 * or with an error when the connection breaks, nothing comes for too long, or `signal` is aborted.
 */
export function call(url: string, { body, signal, silenceMs, ...options }: Call): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...options, agent: false, timeout: silenceMs });
    const end = () => sent.destroy(new Error("Nobody waits for this answer any longer."));
    if (signal.aborted) end();
    signal.addEventListener("abort", end);
    sent.once("timeout", () => sent.destroy(new Error(`${url} is silent.`)));
    sent.once("close", () => signal.removeEventListener("abort", end));
    sent.on("error", reject);
    sent.once("response", (message) => {
      // Whoever reads it is told; until then there is nobody.
      message.on("error", () => undefined);
      resolve(message);
    });
    sent.end(body);
  });
}

export async function readText(message: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of message.setEncoding("utf8")) text += chunk;
  return text;
}

/** The work's result, or a rejection as soon as the signal is aborted, whatever the work does then. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new DOMException("Aborted.", "AbortError"));
    if (signal.aborted) end();
    signal.addEventListener("abort", end);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}
