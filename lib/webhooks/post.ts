import * as http from "node:http";
import * as https from "node:https";
import { useAgent as filteringAgent } from "request-filtering-agent";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** From the first byte sent to the last one read. */
const ANSWER_MS = 15_000;
/** More of an answer is not read: nobody reads it anyway. */
const ANSWER_BYTES_MAX = 16 * 1024;
const URL_MAX = 2_000;

export type Posted = { status: number };

/** A webhook's address, as it can be used. Throws `invalid` for what is none, and for plain http outside the allow-list. */
export function readWebhookUrl(text: string): URL {
  const url = URL.canParse(text) && text.length <= URL_MAX ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw refuse("Enter an address that begins with https://.");
  }
  if (url.username || url.password) throw refuse("Enter the address without a name and password in it.");
  if (url.protocol === "http:" && !isAllowed(url)) {
    throw refuse(
      "Enter an address that begins with https://; plain http goes only to hosts in WEBHOOK_HOSTS.",
    );
  }
  url.hash = "";
  return url;
}

/**
 * Posts JSON, and answers the status whatever it is. Private, loopback and link-local addresses are refused once the
 * name is resolved, unless WEBHOOK_HOSTS names the host; redirects are not followed. Throws `provider_failed` with a
 * sentence where there is no answer.
 */
export async function postJson(
  address: string,
  body: string,
  headers: Record<string, string>,
): Promise<Posted> {
  const url = readWebhookUrl(address);
  const signal = AbortSignal.timeout(ANSWER_MS);
  return post(url, { body, headers, signal }).catch((error: unknown) => {
    throw new AppError("provider_failed", sentenceFor(error, signal.aborted), { cause: error });
  });
}

type Request = { body: string; headers: Record<string, string>; signal: AbortSignal };

function post(url: URL, { body, headers, signal }: Request): Promise<Posted> {
  const isPlain = url.protocol === "http:";
  const options = {
    method: "POST",
    signal,
    agent: isAllowed(url) ? freshAgent(isPlain) : filteringAgent(url.href, { keepAlive: false }),
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "user-agent": "Purser",
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const request = (isPlain ? http : https).request(url, options, (answer) => {
      // Who says so has taken it, whatever becomes of the rest.
      const answered = () => resolve({ status: answer.statusCode ?? 0 });
      readAway(answer).then(answered, answered);
    });
    request.once("error", reject);
    request.end(body);
  });
}

function freshAgent(isPlain: boolean): http.Agent {
  return isPlain ? new http.Agent({ keepAlive: false }) : new https.Agent({ keepAlive: false });
}

/** The status is known by now; the rest is read so far as it is short, and cut off otherwise. */
async function readAway(answer: http.IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const part of answer) {
    bytes += part.length;
    if (bytes > ANSWER_BYTES_MAX) return void answer.destroy();
  }
}

/** By the host with its port, or by the host alone for any port. */
function isAllowed({ hostname, port, protocol }: URL): boolean {
  // An address has no port where it is the one that its scheme has by itself.
  const host = `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
  const allowed = (getEnv().WEBHOOK_HOSTS ?? "").split(",").map((one) => one.trim().toLowerCase());
  return allowed.includes(host) || allowed.includes(hostname);
}

const CODES: Record<string, string> = {
  ENOTFOUND: "The name of its host is not known: check the address.",
  EAI_AGAIN: "The name of its host could not be looked up.",
  ECONNREFUSED: "Its host refused the connection.",
  ECONNRESET: "Its host ended the connection before it answered.",
};

function sentenceFor(error: unknown, isTooLate: boolean): string {
  if (!(error instanceof Error)) return "Its host could not be reached.";
  if (isTooLate) return `It did not answer within ${ANSWER_MS / 1_000} seconds.`;
  if (/is not allowed\. Because/.test(error.message)) {
    return "Its host has a private address, and WEBHOOK_HOSTS does not name it.";
  }
  const code = "code" in error ? String(error.code) : "";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code)) return "The certificate of its host is not valid.";
  return CODES[code] ?? "Its host could not be reached.";
}

function refuse(sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field: "url" } });
}
