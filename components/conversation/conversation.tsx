"use client";

import { useRef } from "react";
import type { BudgetBrief } from "@/components/shell/budget-words";
import type { ModelOption, Quote } from "@/lib/assistants/types";
import { Announcer } from "./announcer";
import { affordsNewThread, stoppedBy } from "./budget-check";
import { Dock } from "./dock";
import { overlay } from "./exchanges";
import { Followers } from "./followers";
import { Greeting } from "./greeting";
import { setLink } from "./live-threads";
import { MessageList } from "./message-list";
import { MessageLog } from "./message-log";
import { ThreadHeader } from "./thread-header";
import { TopicHint } from "./topic-hint";
import { useDraft } from "./use-draft";
import { useFocusOnArrival } from "./use-focus-on-arrival";
import { useHandover } from "./use-handover";
import { useModel } from "./use-model";
import { useRefreshAtReset } from "./use-refresh-at-reset";
import { useRuns } from "./use-runs";
import { useThreadKeys } from "./use-thread-keys";
import type { ConversationActions, ShownMessage, ShownThread } from "./view";

type ConversationProps = {
  /** Null for a thread that does not exist yet. */
  thread: ShownThread | null;
  memberName: string;
  models: ModelOption[];
  quote: Quote | null;
  budget: BudgetBrief | null;
  isAdmin: boolean;
  suggestsThreads: boolean;
  actions: ConversationActions;
};

const NO_MESSAGES: ShownMessage[] = [];

/** A thread: what was said, what is being said, and the place to say something. */
export function Conversation(props: ConversationProps) {
  const { thread, memberName, models, quote, budget, isAdmin, suggestsThreads, actions } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const threadId = thread?.id ?? null;
  const messages = thread?.messages ?? NO_MESSAGES;
  const chosen = useModel({ models, quote, threadId, getQuote: actions.getQuote });
  const runs = useRuns({ threadId, actions, model: chosen.model, quote: chosen.quote, onRefused: giveBack });
  const [text, setText] = useDraft(runs.thread);
  const stopped = stoppedBy(budget, chosen.quote, models);
  const stopsHere = stopped !== null && messages.length > 0;
  const items = overlay(messages, runs.exchanges);
  useHandover(runs.thread, thread, runs.exchanges);
  useRefreshAtReset(budget);
  useFocusOnArrival(input, runs.thread);
  useThreadKeys({ input, items, running: runs.running !== undefined, onStop: () => void stop() });

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
      <MessageLog thread={runs.thread} sent={runs.running?.key ?? null}>
        {thread && thread.olderMessagesHidden > 0 && (
          <p className="text-center text-muted text-sm">
            {`${thread.olderMessagesHidden.toLocaleString("en-US")} older messages are not shown.`}
          </p>
        )}
        {items.length === 0 && <Greeting name={memberName} disabled={stopped !== null} onPick={begin} />}
        <MessageList
          items={items}
          models={models}
          canRetry={!runs.running && !stopped}
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
        stopped={stopped}
        onlyThisThread={stopsHere && affordsNewThread(stopped, chosen.quote, models)}
        isAdmin={isAdmin}
        hint={
          suggestsThreads && (
            <TopicHint
              thread={runs.thread}
              messages={messages}
              text={text}
              quote={chosen.quote}
              model={chosen.model?.id}
              getQuote={actions.getQuote}
            />
          )
        }
      />
      <Announcer exchanges={runs.exchanges} />
      <Followers thread={runs.thread} exchanges={runs.exchanges} />
    </div>
  );
}
