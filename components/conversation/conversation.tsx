"use client";

import { useRef } from "react";
import { toast } from "sonner";
import type { BudgetBrief } from "@/components/shell/budget-words";
import type { ModelOption, Quote, ThreadAssistant } from "@/lib/assistants/types";
import { Announcer } from "./announcer";
import { AssistantGreeting } from "./assistant-greeting";
import { affordsNewThread, stoppedBy } from "./budget-check";
import { Dock } from "./dock";
import { overlay } from "./exchanges";
import { Followers } from "./followers";
import { Greeting } from "./greeting";
import { setLink } from "./live-threads";
import { MessageList } from "./message-list";
import { MessageLog } from "./message-log";
import { ThreadHeader } from "./thread-header";
import { useAssistant } from "./use-assistant";
import { useDraft } from "./use-draft";
import { useFocusOnArrival } from "./use-focus-on-arrival";
import { useHandover } from "./use-handover";
import { useModel } from "./use-model";
import { useRefreshAtReset } from "./use-refresh-at-reset";
import { useRuns } from "./use-runs";
import type { Choosable, ConversationActions, ShownMessage, ShownThread } from "./view";

type ConversationProps = {
  /** Null for a thread that does not exist yet. */
  thread: ShownThread | null;
  /** Who is to answer in a new thread. */
  assistant?: ThreadAssistant | null;
  memberName: string;
  models: ModelOption[];
  quote: Quote | null;
  budget: BudgetBrief | null;
  isAdmin: boolean;
  actions: ConversationActions;
};

const NO_MESSAGES: ShownMessage[] = [];

/** A thread: what was said, what is being said, and the place to say something. */
export function Conversation(props: ConversationProps) {
  const { thread, memberName, models, quote, budget, isAdmin, actions } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const threadId = thread?.id ?? null;
  const messages = thread?.messages ?? NO_MESSAGES;
  const { assistant, choose } = useAssistant(thread ? thread.assistant : (props.assistant ?? null), actions);
  const chosen = useModel({ models, quote, threadId, assistant, getQuote: actions.getQuote });
  const { model } = chosen;
  const runs = useRuns({ threadId, actions, model, assistant, quote: chosen.quote, onRefused: giveBack });
  const [text, setText] = useDraft(runs.thread);
  const stopped = stoppedBy(budget, chosen.quote, models);
  const stopsHere = stopped !== null && messages.length > 0;
  const items = overlay(messages, runs.exchanges);
  useHandover(runs.thread, thread, runs.exchanges);
  useRefreshAtReset(budget);
  useFocusOnArrival(input, runs.thread);

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

  async function pickAssistant(next: Choosable | null) {
    runs.clearProblem();
    // Its own model answers, unless the member names another one after that.
    if (next?.model) chosen.pick(null);
    const failure = await choose(next, runs.thread);
    if (failure) toast.error(failure.message);
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
        {items.length === 0 && assistant && <AssistantGreeting assistant={assistant} />}
        {items.length === 0 && !assistant && (
          <Greeting name={memberName} disabled={stopped !== null} onPick={begin} />
        )}
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
        assistant={assistant}
        listChoosable={actions.listChoosable}
        onPickAssistant={pickAssistant}
        budget={budget}
        stopped={stopped}
        onlyThisThread={stopsHere && affordsNewThread(stopped, chosen.quote, models)}
        isAdmin={isAdmin}
      />
      <Announcer exchanges={runs.exchanges} />
      <Followers thread={runs.thread} exchanges={runs.exchanges} />
    </div>
  );
}
