import type { AttachmentView, Branch, Quote, RunEvent, RunOutcome, StartedRun } from "@/lib/assistants/types";

/** A question on its way and its answer, until the server's own copy of them is on the page. */
export type Exchange = {
  /** The idempotency key of the submission, or the run's id where this page did not submit it. */
  key: string;
  /** Null where the question is already on the page: a retry, or a page opened in mid-answer. */
  question: string | null;
  /** What goes with the question. */
  attached: readonly AttachmentView[];
  /** The message in whose place it stands: an edited question, or an answer asked for again. What followed it goes too. */
  replaces: string | null;
  /** The text of the cut answer that its own begins with. */
  begun: string;
  /** Where it stands among the versions of what it replaces, as the server will say. */
  branch: Branch | null;
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
  /** True once the page had the server's final copy: from then on the server says whether it is shown. */
  stored: boolean;
};

/** What the page shows next to the server's messages, in order. */
export type Exchanges = readonly Exchange[];

export function newExchange(given: Pick<Exchange, "key"> & Partial<Exchange>): Exchange {
  return {
    question: null,
    attached: [],
    replaces: null,
    begun: "",
    branch: null,
    started: null,
    model: null,
    assistantName: null,
    quote: null,
    text: given.begun ?? "",
    lastEventId: 0,
    link: "open",
    outcome: null,
    ended: false,
    stored: false,
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

export type ShownItem<M> = { id: string } & (
  | { kind: "stored"; message: M }
  | { kind: "question"; exchange: Exchange; text: string }
  | { kind: "answer"; exchange: Exchange /** The server's unfinished copy. */; stored: M | null }
);

/**
 * The server's messages with what is under way laid over them: a live answer stands where the server has an unfinished
 * one, and gives way once the server's copy is final. What an exchange replaces is gone with all that followed it.
 */
export function overlay<M extends StoredMessage>(
  messages: readonly M[],
  exchanges: Exchanges,
): ShownItem<M>[] {
  const live = exchanges.slice(countOfObsolete(exchanges, byId(messages)));
  const byAnswer = new Map(live.map((exchange) => [exchange.started?.answerMessageId, exchange]));
  const stored = messages.map((message): ShownItem<M> => {
    const { id } = message;
    const exchange = byAnswer.get(id);
    return exchange ? { id, kind: "answer", exchange, stored: message } : { id, kind: "stored", message };
  });
  return live.reduce(withExchange, stored);
}

function withExchange<M>(shown: ShownItem<M>[], exchange: Exchange): ShownItem<M>[] {
  const { key, question, replaces, started } = exchange;
  const replaced = shown.findIndex(({ id }) => id === replaces);
  const kept = replaced < 0 ? shown : shown.slice(0, replaced);
  const isThere = (wanted: string) => kept.some(({ id }) => id === wanted);
  const questionId = started?.userMessageId ?? `${key}-question`;
  const answerId = started?.answerMessageId ?? `${key}-answer`;
  const added: ShownItem<M>[] = [];
  if (question !== null && !isThere(questionId)) {
    added.push({ id: questionId, kind: "question", exchange, text: question });
  }
  if (!isThere(answerId)) added.push({ id: answerId, kind: "answer", exchange, stored: null });
  return [...kept, ...added];
}

/** The exchanges of whose answers the page has the server's final copy. */
export function keysOfStored(exchanges: Exchanges, messages: ReadonlyMap<string, StoredMessage>): string[] {
  return exchanges.filter((exchange) => isFinal(exchange, messages)).map(({ key }) => key);
}

/** The exchanges that have nothing more to say. */
export function keysOfFinished(exchanges: Exchanges, messages: ReadonlyMap<string, StoredMessage>): string[] {
  const count = countOfObsolete(exchanges, messages);
  const lastReplacing = exchanges.slice(0, count).findLastIndex(({ replaces }) => replaces !== null);
  return exchanges
    .slice(0, count)
    .filter(
      (exchange, n) => n < lastReplacing || exchange.ended || exchange.link === "lost" || isRunning(exchange),
    )
    .map(({ key }) => key);
}

/** Where the server has the end of one, it also knows what became of those before. */
function countOfObsolete(exchanges: Exchanges, messages: ReadonlyMap<string, StoredMessage>): number {
  return exchanges.findLastIndex((exchange) => exchange.stored || isFinal(exchange, messages)) + 1;
}

function isFinal({ started }: Exchange, messages: ReadonlyMap<string, StoredMessage>): boolean {
  return started !== null && messages.get(started.answerMessageId)?.settled === true;
}

function byId<M extends StoredMessage>(messages: readonly M[]): ReadonlyMap<string, M> {
  return new Map(messages.map((message) => [message.id, message]));
}
