"use client";

import dynamic from "next/dynamic";
import { useRef } from "react";
import type { BudgetBrief } from "@/components/shell/budget-words";
import type { ModelOption, Quote } from "@/lib/assistants/types";
import { Announcer } from "./announcer";
import { affordsNewThread, stoppedBy } from "./budget-check";
import { Dock } from "./dock";
import { overlay } from "./exchanges";
import { Followers } from "./followers";
import { Greeting } from "./greeting";
import { NEW_THREAD, setLink } from "./live-threads";
import { loadQuestionEditor } from "./load-question-editor";
import { MessageList } from "./message-list";
import { MessageLog, type MessageLogHandle } from "./message-log";
import { TemporaryNote } from "./temporary-note-lazy";
import { ThreadHeader } from "./thread-header";
import { useBranches } from "./use-branches";
import { useDraft } from "./use-draft";
import { useFocusOnArrival } from "./use-focus-on-arrival";
import { useHandover } from "./use-handover";
import { useMessageActs } from "./use-message-acts";
import { useModel } from "./use-model";
import { useRefreshAtReset } from "./use-refresh-at-reset";
import { useRuns } from "./use-runs";
import { useTemporary, useTemporaryAsked } from "./use-temporary";
import type { ConversationActions, ShownMessage, ShownThread } from "./view";

type ConversationProps = {
  /** Null for a thread that does not exist yet. */
  thread: ShownThread | null;
  memberName: string;
  models: ModelOption[];
  quote: Quote | null;
  budget: BudgetBrief | null;
  /** So long after its last message a temporary thread is erased. */
  temporaryHours: number;
  isAdmin: boolean;
  actions: ConversationActions;
};

const NO_MESSAGES: ShownMessage[] = [];

const QuestionEditor = dynamic(loadQuestionEditor, { ssr: false });

/** A thread: what was said, what is being said, and the place to say something. */
export function Conversation(props: ConversationProps) {
  const { thread, memberName, models, quote, budget, temporaryHours, isAdmin, actions } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const log = useRef<MessageLogHandle>(null);
  const threadId = thread?.id ?? null;
  const messages = thread?.messages ?? NO_MESSAGES;
  const chosen = useModel({ models, quote, threadId, getQuote: actions.getQuote });
  const asked = useTemporaryAsked();
  const runs = useRuns({
    ...{ threadId, actions, temporary: asked.on, model: chosen.model, quote: chosen.quote },
    onRefused: giveBack,
  });
  const temporary = useTemporary(thread, { asked: asked.on, slot: runs.thread });
  const [text, setText] = useDraft(runs.thread);
  const isNew = runs.thread === NEW_THREAD;
  const stopped = stoppedBy(budget, chosen.quote, models);
  const stopsHere = stopped !== null && messages.length > 0;
  const items = overlay(messages, runs.exchanges);
  const { going, choose } = useBranches({ chooseBranch: actions.chooseBranch, onProblem: runs.setProblem });
  const onMessages = useMessageActs({ items, runs, input, onChoose });
  const { editing, editLast } = onMessages;
  const canAsk = !runs.running && !stopped;
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

  function onChoose(messageId: string) {
    log.current?.letGo();
    choose(messageId);
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
      <ThreadHeader thread={thread} temporary={temporary} onToggle={isNew ? asked.toggle : null} />
      {temporary && (
        <TemporaryNote
          hours={temporaryHours}
          threadId={isNew ? null : runs.thread}
          eraseThread={actions.eraseThread}
        />
      )}
      <MessageLog ref={log} sent={runs.running?.key ?? null} onMissing={choose}>
        {thread && thread.olderMessagesHidden > 0 && (
          <p className="text-center text-muted text-sm">
            {`${thread.olderMessagesHidden.toLocaleString("en-US")} older messages are not shown.`}
          </p>
        )}
        {items.length === 0 && <Greeting name={memberName} disabled={stopped !== null} onPick={begin} />}
        <MessageList
          items={items}
          models={models}
          acts={onMessages.acts}
          canAsk={canAsk}
          canChoose={!runs.running}
          editing={
            editing && {
              messageId: editing.messageId,
              editor: (
                <QuestionEditor
                  {...{ ...editing, budget, models, model: chosen.model, getQuote: actions.getQuote }}
                  threadId={runs.thread}
                  canSend={canAsk}
                  onSend={(written, ofEdit) => void onMessages.sendEdit(written, ofEdit)}
                  onCancel={onMessages.cancelEdit}
                />
              ),
            }
          }
          going={going}
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
        onEditLast={canAsk ? editLast : null}
        runs={runs}
        models={models}
        chosen={chosen}
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
