import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { countInput, type ModelCall } from "@/lib/providers/demo/call";
import { splitTokens } from "@/lib/providers/demo/tokens";
import { type Ending, errorBody, type Wire, type WireUsage, wireFor } from "@/lib/providers/demo/wire";
import type { AbsurdUsage, Behaviour } from "./behaviour";
import type { BookedCall } from "./book";

type Exchange = {
  call: ModelCall;
  behaviour: Behaviour;
  /** Taken only once the call is answered, so that a refused call uses up no registered reply. */
  reply: () => string;
  entry: BookedCall;
};

/** Answers one call as its behaviour says and writes down in `entry` what was sent. */
export async function answer(response: ServerResponse, exchange: Exchange): Promise<void> {
  const { call, behaviour, entry } = exchange;
  const { fault } = behaviour;
  const gone = watchDisconnect(response, entry);
  if (fault?.kind === "status") return refuse(response, entry, fault);
  entry.inputTokens = countInput(call);
  entry.cachedInputTokens = behaviour.cachedTokens;
  if (behaviour.firstDelayMs > 0) await pause(behaviour.firstDelayMs, gone);
  if (fault?.kind === "hang" || gone.aborted) return;
  if (fault?.kind === "html") {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><h1>Welcome</h1>");
    return;
  }
  if (call.stream && fault?.kind !== "json") await stream(response, exchange, gone);
  else await whole(response, exchange, gone);
  if (entry.outcome === "running" && !gone.aborted && response.writableEnded) entry.outcome = "completed";
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

async function stream(response: ServerResponse, exchange: Exchange, gone: AbortSignal): Promise<void> {
  const { call, behaviour, entry } = exchange;
  const wire = wireFor(call);
  const { tokens, ending } = cutToLimit(exchange);
  const fault = behaviour.fault && "afterTokens" in behaviour.fault ? behaviour.fault : null;
  const stopAt = fault ? Math.min(fault.afterTokens, tokens.length) : tokens.length;
  entry.reasoningTokens = behaviour.reasoningTokens;
  entry.outputTokens = behaviour.reasoningTokens;
  response.writeHead(200, { "content-type": wire.contentType, "cache-control": "no-cache" });
  response.write(wire.start());
  for (const token of tokens.slice(0, stopAt)) {
    if (behaviour.delayMs > 0) await pause(behaviour.delayMs, gone);
    if (gone.aborted) return;
    response.write(wire.delta(token));
    entry.outputTokens++;
  }
  if (fault) return breakOff(response, { kind: fault.kind, wire, entry });
  response.end(wire.finish(ending, tokens.join(""), usageOf(exchange)));
}

async function whole(response: ServerResponse, exchange: Exchange, gone: AbortSignal): Promise<void> {
  const { call, behaviour, entry } = exchange;
  const { tokens, ending } = cutToLimit(exchange);
  if (behaviour.delayMs > 0) await pause(behaviour.delayMs * tokens.length, gone);
  if (gone.aborted) return;
  entry.reasoningTokens = behaviour.reasoningTokens;
  entry.outputTokens = tokens.length + behaviour.reasoningTokens;
  const body = wireFor(call).body(ending, tokens.join(""), usageOf(exchange));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function breakOff(
  response: ServerResponse,
  { kind, wire, entry }: { kind: string; wire: Wire; entry: BookedCall },
): void {
  if (kind === "stall") return;
  entry.outcome = "cut";
  if (kind === "cut") {
    // Let what was written leave first: the client must see a partial answer, then a broken socket.
    setTimeout(() => response.destroy(), 20);
    return;
  }
  if (kind === "malformed") response.write(wire.malformed());
  if (kind === "error") response.write(wire.error("server_error", "The model broke down."));
  if (kind === "failed") {
    const usage = {
      input: entry.inputTokens,
      cached: 0,
      cacheWrite: 0,
      output: entry.outputTokens,
      reasoning: 0,
    };
    response.write(wire.failed("server_error", "The model broke down.", usage));
  }
  response.end();
}

function cutToLimit({ call, behaviour, reply }: Exchange): { tokens: string[]; ending: Ending } {
  const all = splitTokens(reply());
  const limit = behaviour.ignoresLimit ? Number.MAX_SAFE_INTEGER : call.outputTokensMax;
  const room = Math.max(0, limit - behaviour.reasoningTokens);
  if (all.length > room) return { tokens: all.slice(0, room), ending: "length" };
  return { tokens: all, ending: behaviour.ending === "natural" ? "stop" : behaviour.ending };
}

function usageOf({ behaviour, entry }: Exchange): WireUsage | null {
  if (behaviour.usage === "none") return null;
  const usage: WireUsage = {
    input: entry.inputTokens,
    cached: behaviour.cachedTokens,
    cacheWrite: behaviour.cacheWriteTokens,
    output: entry.outputTokens,
    reasoning: behaviour.reasoningTokens,
  };
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
