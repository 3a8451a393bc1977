"use client";

import { useRef } from "react";
import { toast } from "sonner";
import type { BudgetBrief } from "@/components/shell/budget-words";
import type { ModelOption, Quote, ThreadAssistant } from "@/lib/assistants/types";
import type { ThreadLimit } from "@/lib/budgets/types";
import { Announcer } from "./announcer";
import { AssistantGreeting } from "./assistant-greeting";
import { useAttaching } from "./attachments/use-attaching";
import { affordsNewThread, stoppedBy } from "./budget-check";
import { Dock } from "./dock";
import { overlay } from "./exchanges";
import { Followers } from "./followers";
import { Greeting } from "./greeting";
import { MessageLog, type MessageLogHandle } from "./message-log";
import { ThreadMessages } from "./thread-messages";
import { ThreadTop } from "./thread-top";
import { TopicHint } from "./topic-hint";
import { useAssistant } from "./use-assistant";
import { useBranches } from "./use-branches";
import { useFocusOnArrival } from "./use-focus-on-arrival";
import { useHandover } from "./use-handover";
import { useMessageActs } from "./use-message-acts";
import { useModel } from "./use-model";
import { useRefreshAtReset } from "./use-refresh-at-reset";
import { useRuns } from "./use-runs";
import { useTemporary, useTemporaryAsked } from "./use-temporary";
import { useThreadKeys } from "./use-thread-keys";
import { useWriting } from "./use-writing";
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
  /** So long after its last message a temporary thread is erased. */
  temporaryHours: number;
  isAdmin: boolean;
  threadLimit: ThreadLimit | null;
  /** The organisation's. */
  timeZone: string;
  suggestsThreads: boolean;
  /** Whose pictures an answer shows while it is written. */
  imageHosts: readonly string[];
  actions: ConversationActions;
};

const NO_MESSAGES: ShownMessage[] = [];

/** A thread: what was said, what is being said, and the place to say something. */
export function Conversation(props: ConversationProps) {
  const { thread, models, quote, budget, actions, timeZone, isAdmin, imageHosts } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const log = useRef<MessageLogHandle>(null);
  const threadId = thread?.id ?? null;
  const messages = thread?.messages ?? NO_MESSAGES;
  const { assistant, choose: chooseAssistant } = useAssistant(
    thread ? thread.assistant : (props.assistant ?? null),
    actions,
  );
  const chosen = useModel({ models, quote, threadId, assistant, getQuote: actions.getQuote });
  const asked = useTemporaryAsked();
  const runs = useRuns({
    ...{ threadId, actions, temporary: asked.on, model: chosen.model, assistant, quote: chosen.quote },
    onRefused: (written) => attaching.giveBack(written),
  });
  const temporary = useTemporary(thread, { asked: asked.on, slot: runs.thread });
  const writing = useWriting(runs.thread, input);
  const attaching = useAttaching({
    ...{ thread: runs.thread, input, writing, quote: chosen.quote, threadId },
    ...{ assistantId: assistant?.id, model: chosen.model?.id, getQuote: actions.getQuote },
  });
  const stopped = stoppedBy(budget, chosen.quote, models);
  const stopsHere = stopped !== null && messages.length > 0;
  const items = overlay(messages, runs.exchanges);
  const isEmpty = items.length === 0;
  const sent = runs.running?.key ?? null;
  const { going, choose } = useBranches({
    ...{ thread: runs.thread, chooseBranch: actions.chooseBranch, onProblem: runs.setProblem },
  });
  const onMessages = useMessageActs({ items, runs, input, onChoose });
  const canAsk = !runs.running && !stopped;
  useHandover(runs.thread, thread, runs.exchanges);
  useRefreshAtReset(budget);
  useFocusOnArrival(input, runs.thread);
  useThreadKeys({ input, items, running: runs.running !== undefined, onStop: stop });

  function onChoose(messageId: string) {
    log.current?.letGo();
    choose(messageId);
  }

  async function pickAssistant(next: Choosable | null) {
    runs.setProblem(null);
    // Its own model answers, unless the member names another one after that.
    if (next?.model) chosen.pick(null);
    const failure = await chooseAssistant(next, runs.thread);
    if (failure) toast.error(failure.message);
  }

  function stop() {
    input.current?.focus();
    void runs.stop();
  }

  return (
    <div className="relative flex h-full min-h-0 flex-col" {...attaching.dropping.handlers}>
      <ThreadTop
        {...{ thread, temporary }}
        slot={runs.thread}
        onToggle={asked.toggle}
        hours={props.temporaryHours}
        eraseThread={actions.eraseThread}
      />
      <MessageLog ref={log} thread={runs.thread} {...{ isEmpty, sent }} onMissing={choose}>
        <OlderMessages count={thread?.olderMessagesHidden ?? 0} />
        {isEmpty && <Welcome {...{ assistant, stopped }} name={props.memberName} onPick={writing.begin} />}
        <ThreadMessages
          {...{ items, runs, onMessages, models, budget, canAsk, going, actions }}
          {...{ timeZone, isAdmin, imageHosts }}
          model={chosen.model}
          onQuote={writing.quoteInto}
          onStop={stop}
        />
      </MessageLog>
      <Dock
        {...{ thread, input, runs, models, chosen, assistant, attaching, budget, stopped }}
        listChoosable={actions.listChoosable}
        prompts={actions.prompts}
        onPickAssistant={pickAssistant}
        text={writing.text}
        onChange={writing.setText}
        onSend={() => void runs.send(attaching.take())}
        onStop={stop}
        onEditLast={canAsk ? onMessages.editLast : null}
        onlyThisThread={stopsHere && affordsNewThread(stopped, chosen.quote, models)}
        raiser={{ isAdmin, ownsThreadLimit: props.threadLimit?.isOwn }}
        hint={
          props.suggestsThreads && (
            <TopicHint
              {...{ messages, quote: chosen.quote, model: chosen.model?.id, getQuote: actions.getQuote }}
              thread={runs.thread}
              text={writing.text}
            />
          )
        }
      />
      <Announcer exchanges={runs.exchanges} />
      <Followers thread={runs.thread} exchanges={runs.exchanges} />
    </div>
  );
}

type WelcomeProps = {
  assistant: ThreadAssistant | null;
  stopped: unknown;
  name: string;
  onPick: (prompt: string) => void;
};

function Welcome({ assistant, stopped, name, onPick }: WelcomeProps) {
  if (assistant) return <AssistantGreeting assistant={assistant} />;
  return <Greeting name={name} disabled={stopped !== null} onPick={onPick} />;
}

function OlderMessages({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="text-center text-muted text-sm">
      {`${count.toLocaleString("en-US")} older messages are not shown.`}
    </p>
  );
}
