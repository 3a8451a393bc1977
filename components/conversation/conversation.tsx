"use client";

import { useRouter } from "next/navigation";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { BudgetBrief } from "@/components/shell/budget-words";
import type { ModelOption, Quote } from "@/lib/assistants/types";
import { Announcer } from "./announcer";
import { Dock, isPaused } from "./dock";
import { isObsolete, isRunning, newExchange, overlay } from "./exchanges";
import { Follower } from "./follower";
import { Greeting } from "./greeting";
import { addExchange, removeExchanges, setLink } from "./live-threads";
import { MessageList } from "./message-list";
import { MessageLog } from "./message-log";
import { ThreadHeader } from "./thread-header";
import { useDraft } from "./use-draft";
import { useModel } from "./use-model";
import { useRuns } from "./use-runs";
import type { ConversationActions, ShownMessage, ShownThread } from "./view";

type ConversationProps = {
  /** Null for a thread that does not exist yet. */
  thread: ShownThread | null;
  memberName: string;
  models: ModelOption[];
  quote: Quote | null;
  budget: BudgetBrief | null;
  actions: ConversationActions;
};

const NO_MESSAGES: ShownMessage[] = [];
/** What a browser's timer can count to. */
const TIMER_MS_MAX = 2 ** 31 - 2000;
const CLOCK_SLACK_MS = 1000;

/** A thread: what was said, what is being said, and the place to say something. */
export function Conversation({ thread, memberName, models, quote, budget, actions }: ConversationProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const threadId = thread?.id ?? null;
  const messages = thread?.messages ?? NO_MESSAGES;
  const chosen = useModel({ models, quote, threadId, getQuote: actions.getQuote });
  const runs = useRuns({ threadId, actions, model: chosen.model, quote: chosen.quote, onRefused: giveBack });
  const [text, setText] = useDraft(runs.thread);
  const paused = isPaused(budget, chosen.quote);
  const items = overlay(messages, runs.exchanges);
  useHandover(runs.thread, thread, runs.exchanges);
  useRefreshAtReset(budget);

  function giveBack(refused: string) {
    const typedSince = input.current?.value.trim() ?? "";
    setText(typedSince ? `${refused}\n\n${typedSince}` : refused);
  }

  function send() {
    const sent = text.trim();
    setText("");
    input.current?.focus();
    void runs.send(sent);
  }

  function retry(answerMessageId: string) {
    input.current?.focus();
    void runs.retry(answerMessageId);
  }

  async function stop() {
    input.current?.focus();
    await runs.stop();
  }

  function begin(prompt: string) {
    setText(prompt);
    input.current?.focus();
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <ThreadHeader thread={thread} />
      <MessageLog sent={runs.running?.key ?? null}>
        {thread && thread.olderMessagesHidden > 0 && (
          <p className="text-center text-muted text-sm">
            {`${thread.olderMessagesHidden.toLocaleString("en-US")} older messages are not shown.`}
          </p>
        )}
        {items.length === 0 && <Greeting name={memberName} onPick={begin} />}
        <MessageList
          items={items}
          models={models}
          canRetry={!runs.running && !paused}
          onRetry={retry}
          onStop={() => void stop()}
          onReconnect={({ key }) => setLink(runs.thread, key, "open")}
        />
      </MessageLog>
      <Dock
        input={input}
        text={text}
        onChange={setText}
        onSend={send}
        onStop={() => void stop()}
        runs={runs}
        models={models}
        chosen={chosen}
        budget={budget}
        paused={paused}
      />
      <Announcer exchanges={runs.exchanges} />
      {runs.exchanges.map(
        ({ key, started, ended, link }) =>
          started &&
          !ended &&
          link !== "lost" && (
            <Follower key={key} thread={runs.thread} exchangeKey={key} runId={started.runId} />
          ),
      )}
    </div>
  );
}

/** When a budget begins anew the page says so by itself. */
function useRefreshAtReset(budget: BudgetBrief | null) {
  const router = useRouter();
  const delayMs = budget?.resetsInMs ?? Number.POSITIVE_INFINITY;

  useEffect(() => {
    if (delayMs > TIMER_MS_MAX) return;
    const timer = setTimeout(() => router.refresh(), delayMs + CLOCK_SLACK_MS);
    return () => clearTimeout(timer);
  }, [router, delayMs]);
}

/** Takes up a run that goes on at the server, and lets go of those whose answers have arrived on the page. */
function useHandover(
  slot: string,
  thread: ShownThread | null,
  exchanges: ReturnType<typeof useRuns>["exchanges"],
) {
  useLayoutEffect(() => {
    if (!thread) return;
    const stored = new Map(thread.messages.map((message) => [message.id, message]));
    const over = exchanges.filter(
      (exchange) =>
        isObsolete(exchange, stored) && (exchange.ended || exchange.link === "lost" || isRunning(exchange)),
    );
    removeExchanges(
      slot,
      over.map(({ key }) => key),
    );

    const runId = thread.activeRunId;
    if (!runId || exchanges.some(({ started }) => started?.runId === runId)) return;
    const answer = thread.messages.find((message) => message.role === "assistant" && message.runId === runId);
    if (answer?.role !== "assistant") return;
    addExchange(
      slot,
      newExchange({
        key: runId,
        model: answer.facts.model,
        text: answer.content,
        started: { runId, userMessageId: "", answerMessageId: answer.id },
      }),
    );
  }, [slot, thread, exchanges]);
}
