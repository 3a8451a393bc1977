import type { Quote, RunEvent, RunOutcome, StartedRun } from "@/lib/assistants/types";

/** A question on its way and its answer, until the server's own copy of them is on the page. */
export type Exchange = {
  /** The idempotency key of the submission, or the run's id where this page did not submit it. */
  key: string;
  /** Null where the question is already on the page: a retry, or a page opened in mid-answer. */
  question: string | null;
  /** The answer that this one takes the place of. */
  replaces: string | null;
  started: Omit<StartedRun, "threadId"> | null;
  model: string | null;
  /** Who answers, as it was chosen when it was sent; null for the model alone. */
  assistantName: string | null;
  /** What the composer said when it was sent; null where this page did not submit it. */
  quote: Quote | null;
  text: string;
  lastEventId: number;
  link: "open" | "reconnecting" | "lost";
  outcome: RunOutcome | null;
  /** True once nothing more will come: the title, if one was made, has come too. */
  ended: boolean;
};

/** What the page shows next to the server's messages, in order. */
export type Exchanges = readonly Exchange[];

export function newExchange(given: Pick<Exchange, "key"> & Partial<Exchange>): Exchange {
  return {
    question: null,
    replaces: null,
    started: null,
    model: null,
    assistantName: null,
    quote: null,
    text: "",
    lastEventId: 0,
    link: "open",
    outcome: null,
    ended: false,
    ...given,
  };
}

/** The exchange after an event of its run. A repeated event changes nothing, so that no word is shown twice. */
export function afterEvent(exchange: Exchange, event: RunEvent): Exchange {
  if (event.id <= exchange.lastEventId && event.type !== "snapshot") return exchange;
  const next = { ...exchange, lastEventId: event.id, link: "open" as const };
  switch (event.type) {
    case "snapshot":
      return { ...next, text: event.data.text };
    case "delta":
      return { ...next, text: exchange.text + event.data.text };
    case "done":
      return { ...next, text: event.data.text, outcome: event.data };
    case "end":
      return { ...next, ended: true };
    default:
      return next;
  }
}

export function isRunning(exchange: Exchange): boolean {
  return exchange.outcome === null;
}

type StoredMessage = { id: string; role: "user" | "assistant"; settled: boolean };

export type ShownItem<M> =
  | { kind: "stored"; message: M }
  | { kind: "question"; exchange: Exchange; text: string }
  | { kind: "answer"; exchange: Exchange /** The server's unfinished copy. */; stored: M | null };

/**
 * The server's messages with what is under way laid over them: a live answer stands where the server has an
 * unfinished one, takes the place of the one it retries, and gives way once the server's copy is final.
 */
export function overlay<M extends StoredMessage>(
  messages: readonly M[],
  exchanges: Exchanges,
): ShownItem<M>[] {
  const stored = new Map(messages.map((message) => [message.id, message]));
  const live = exchanges.filter((exchange) => !isObsolete(exchange, stored));
  const replaced = new Set(exchanges.flatMap(({ replaces }) => replaces ?? []));
  const byAnswer = new Map(live.map((exchange) => [exchange.started?.answerMessageId, exchange]));
  const shown: ShownItem<M>[] = [];
  for (const message of messages) {
    if (replaced.has(message.id)) continue;
    const exchange = byAnswer.get(message.id);
    shown.push(exchange ? { kind: "answer", exchange, stored: message } : { kind: "stored", message });
  }
  for (const exchange of live) {
    const { started, question } = exchange;
    if (question !== null && !(started && stored.has(started.userMessageId))) {
      shown.push({ kind: "question", exchange, text: question });
    }
    const isElsewhere =
      started && (stored.has(started.answerMessageId) || replaced.has(started.answerMessageId));
    if (!isElsewhere) shown.push({ kind: "answer", exchange, stored: null });
  }
  return shown;
}

/** The exchanges that have nothing more to say, and those whose retry the server has in their place. */
export function keysOfFinished(exchanges: Exchanges, stored: ReadonlyMap<string, StoredMessage>): string[] {
  const obsolete = exchanges.filter((exchange) => isObsolete(exchange, stored));
  const replaced = new Set(obsolete.flatMap(({ replaces }) => replaces ?? []));
  return exchanges
    .filter((exchange) => {
      if (exchange.started && replaced.has(exchange.started.answerMessageId)) return true;
      return (
        obsolete.includes(exchange) && (exchange.ended || exchange.link === "lost" || isRunning(exchange))
      );
    })
    .map(({ key }) => key);
}

/** True once the server's copy of the answer is final: the exchange has nothing more to say. */
function isObsolete(exchange: Exchange, stored: ReadonlyMap<string, StoredMessage>): boolean {
  const answerId = exchange.started?.answerMessageId;
  return answerId !== undefined && stored.get(answerId)?.settled === true;
}
