import { useSyncExternalStore } from "react";
import type { StartedRun } from "@/lib/assistants/types";
import { afterEvent, type Exchange, type Exchanges } from "./exchanges";
import { openRunStream } from "./run-stream";

/** Where a thread lives before it has an id. */
export const NEW_THREAD = "new";

const NONE: Exchanges = [];

/**
 * What is under way, by thread. It lies outside of the components, so that the page of a new thread can give way to
 * the thread's own page, and a person can look at another thread, while the words keep coming.
 */
const threads = new Map<string, Exchanges>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(thread: string, exchanges: Exchanges): void {
  if (exchanges.length > 0) threads.set(thread, exchanges);
  else threads.delete(thread);
  for (const listener of listeners) listener();
}

export function useExchanges(thread: string): Exchanges {
  return useSyncExternalStore(
    subscribe,
    () => threads.get(thread) ?? NONE,
    () => NONE,
  );
}

export function exchangesOf(thread: string): Exchanges {
  return threads.get(thread) ?? NONE;
}

export function addExchange(thread: string, exchange: Exchange): void {
  const known = exchangesOf(thread);
  if (known.some(({ key }) => key === exchange.key)) return;
  set(thread, [...known, exchange]);
}

export function removeExchanges(thread: string, keys: readonly string[]): void {
  const known = exchangesOf(thread);
  const left = known.filter(({ key }) => !keys.includes(key));
  if (left.length < known.length) set(thread, left);
}

/** The page has the server's final copies of these. */
export function markStored(thread: string, keys: readonly string[]): void {
  const isNew = ({ key, stored }: Exchange) => !stored && keys.includes(key);
  const known = exchangesOf(thread);
  if (!known.some(isNew)) return;
  set(
    thread,
    known.map((exchange) => (isNew(exchange) ? { ...exchange, stored: true } : exchange)),
  );
}

/** Nothing of the thread is left: neither is what this page knew of it. */
export function forgetThread(thread: string): void {
  set(thread, NONE);
}

/** The server has taken the message: from now on the exchange belongs to the thread it answered with. */
export function startExchange(thread: string, key: string, { threadId, ...started }: StartedRun): void {
  const exchange = exchangesOf(thread).find((known) => known.key === key);
  if (!exchange) return;
  if (thread !== threadId) removeExchanges(thread, [key]);
  const others = exchangesOf(threadId).filter((known) => known.key !== key);
  set(threadId, [...others, { ...exchange, started }]);
}

export function setLink(thread: string, key: string, link: Exchange["link"]): void {
  change(thread, key, (exchange) => ({ ...exchange, link }));
}

export type FollowHandlers = { onDone: () => void; onTitle: () => void; onRefused: () => void };

/** Reads a run's events into its exchange. Returns what ends the reading. */
export function followExchange(
  thread: string,
  { key, runId }: { key: string; runId: string },
  on: FollowHandlers,
) {
  return openRunStream(runId, {
    onEvent: (event) => {
      change(thread, key, (exchange) => afterEvent(exchange, event));
      if (event.type === "done") on.onDone();
      if (event.type === "title") on.onTitle();
    },
    onReconnecting: () => setLink(thread, key, "reconnecting"),
    onRefused: () => {
      setLink(thread, key, "lost");
      on.onRefused();
    },
  });
}

function change(thread: string, key: string, next: (exchange: Exchange) => Exchange): void {
  const known = exchangesOf(thread);
  set(
    thread,
    known.map((exchange) => (exchange.key === key ? next(exchange) : exchange)),
  );
}
