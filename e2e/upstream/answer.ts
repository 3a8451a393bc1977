import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ModelCall } from "@/lib/providers/demo/call";
import { type Ending, errorBody, type Wire, type WireUsage, wireFor } from "@/lib/providers/demo/wire";
import type { AbsurdUsage, Behaviour } from "./behaviour";
import { type BookedCall, usageIn } from "./book";
import { countImages } from "./image-tokens";
import type { Stored } from "./stored";
import type { Tokenizer } from "./tokenizer";

export type Exchange = {
  call: ModelCall;
  behaviour: Behaviour;
  /** Taken only once the call is answered, so that a refused call uses up no registered reply. */
  reply: () => string;
  entry: BookedCall;
  tokenizer: Tokenizer;
  stored: Stored;
  /** Called when the answer goes no further and stays open. */
  hold: () => void;
};

/** What is on its way: the tokens it will have, how it ends, and whether the client has gone. */
type Answer = { tokens: string[]; ending: Ending; wire: Wire; gone: AbortSignal };

/** Answers one call as its behaviour says and writes down in `entry` what it costs. */
export async function answer(response: ServerResponse, exchange: Exchange): Promise<void> {
  const { call, behaviour, entry } = exchange;
  const { fault } = behaviour;
  const gone = watchDisconnect(response, entry);
  if (fault?.kind === "status") return refuse(response, entry, fault);
  if (fault?.kind === "html") {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><h1>Welcome</h1>");
    return;
  }
  entry.inputTokens = exchange.tokenizer.countInput(call) + countImages(call);
  entry.cachedInputTokens = Math.min(behaviour.cachedTokens, entry.inputTokens);
  entry.cacheWriteTokens = behaviour.cacheWriteTokens;
  if (behaviour.firstDelayMs > 0) await pause(behaviour.firstDelayMs, gone);
  if (gone.aborted) return;
  if (fault?.kind === "hang") return exchange.hold();
  const begun = begin(exchange, gone);
  if (call.stream && fault?.kind !== "json") await stream(response, exchange, begun);
  else await whole(response, exchange, begun);
  if (entry.outcome === "running" && !gone.aborted && response.writableEnded) entry.outcome = "completed";
}

function begin(exchange: Exchange, gone: AbortSignal): Answer {
  const { call, behaviour, entry, stored } = exchange;
  const wire = wireFor(call);
  const { tokens, ending } = cutToLimit(exchange);
  entry.responseId = wire.id;
  entry.reasoningTokens = behaviour.reasoningTokens;
  entry.outputTokens = behaviour.reasoningTokens;
  const generated = () => tokens.slice(0, entry.outputTokens - entry.reasoningTokens).join("");
  stored.keep({ entry, wire, text: generated, ending });
  return { tokens, ending, wire, gone };
}

function refuse(
  response: ServerResponse,
  entry: BookedCall,
  { status, retryAfterS }: { status: number; retryAfterS: string },
): void {
  entry.status = status;
  entry.outcome = "refused";
  const code =
    status === 429 ? "rate_limit_exceeded" : status === 404 ? "model_not_found" : `status_${status}`;
  if (status === 429 || status === 503) response.setHeader("retry-after", retryAfterS);
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(errorBody(code, "The upstream was told to refuse this call.")));
}

async function stream(response: ServerResponse, exchange: Exchange, answer: Answer): Promise<void> {
  const { behaviour, entry } = exchange;
  const { tokens, ending, wire, gone } = answer;
  const fault = behaviour.fault && "afterTokens" in behaviour.fault ? behaviour.fault : null;
  const stopAt = fault ? Math.min(fault.afterTokens, tokens.length) : tokens.length;
  response.writeHead(200, { "content-type": wire.contentType, "cache-control": "no-cache" });
  response.write(wire.start());
  for (const token of tokens.slice(0, stopAt)) {
    if (behaviour.delayMs > 0) await pause(behaviour.delayMs, gone);
    if (gone.aborted) return;
    response.write(wire.delta(token));
    entry.outputTokens++;
  }
  if (fault?.kind === "stall") return exchange.hold();
  if (fault) return breakOff(response, { kind: fault.kind, wire, entry });
  response.end(wire.finish(ending, tokens.join(""), usageOf(exchange)));
}

async function whole(response: ServerResponse, exchange: Exchange, answer: Answer): Promise<void> {
  const { behaviour, entry } = exchange;
  const { tokens, ending, wire, gone } = answer;
  for (const _ of tokens) {
    if (behaviour.delayMs > 0) await pause(behaviour.delayMs, gone);
    if (gone.aborted) return;
    entry.outputTokens++;
  }
  const body = wire.body(ending, tokens.join(""), usageOf(exchange));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function breakOff(
  response: ServerResponse,
  { kind, wire, entry }: { kind: string; wire: Wire; entry: BookedCall },
): void {
  entry.outcome = "cut";
  if (kind === "cut") {
    // Let what was written leave first: the client must see a partial answer, then a broken socket.
    setTimeout(() => response.destroy(), 20);
    return;
  }
  if (kind === "malformed") response.write(wire.malformed());
  if (kind === "error") response.write(wire.error("server_error", "The model broke down."));
  if (kind === "failed") response.write(wire.failed("server_error", "The model broke down.", usageIn(entry)));
  response.end();
}

function cutToLimit({ call, behaviour, reply, tokenizer }: Exchange): { tokens: string[]; ending: Ending } {
  const all = tokenizer.split(reply());
  const limit = behaviour.ignoresLimit ? Number.MAX_SAFE_INTEGER : call.outputTokensMax;
  const room = Math.max(0, limit - behaviour.reasoningTokens);
  if (all.length > room) return { tokens: all.slice(0, room), ending: "length" };
  return { tokens: all, ending: behaviour.ending === "natural" ? "stop" : behaviour.ending };
}

function usageOf({ behaviour, entry }: Exchange): WireUsage | null {
  if (behaviour.usage === "none") return null;
  const usage = usageIn(entry);
  return behaviour.usage === "normal" ? usage : { ...usage, ...absurd(behaviour.usage, entry) };
}

function absurd(kind: AbsurdUsage, { inputTokens, outputTokens }: BookedCall): Partial<WireUsage> {
  const wrong: Record<AbsurdUsage, Partial<WireUsage>> = {
    negative: { output: -outputTokens },
    huge: { output: 9e15 },
    string: { output: String(outputTokens) },
    nan: { output: "NaN", input: null },
    fraction: { input: inputTokens + 0.5 },
    cached: { cached: inputTokens + 1 },
    reasoning: { reasoning: outputTokens + 1 },
  };
  return wrong[kind];
}

function watchDisconnect(response: ServerResponse, entry: BookedCall): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => {
    entry.endedAt = Date.now();
    if (response.writableFinished || entry.outcome === "cut") return;
    entry.clientDisconnected = true;
    entry.outcome = "disconnected";
    controller.abort();
  });
  return controller.signal;
}

/** Waits, or returns early when the client has gone. */
async function pause(ms: number, gone: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: gone }).catch((error: unknown) => {
    if (!gone.aborted) throw error;
  });
}
