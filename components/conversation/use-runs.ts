import { usePathname, useRouter } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { type CallFailure, callAction } from "@/components/threads/call-action";
import { announceChange } from "@/components/threads/other-tabs";
import type { ModelOption, Quote, ThreadAssistant } from "@/lib/assistants/types";
import { type Exchange, isRunning, newExchange } from "./exchanges";
import {
  addExchange,
  exchangesOf,
  NEW_THREAD,
  removeExchanges,
  startExchange,
  useExchanges,
} from "./live-threads";
import { moveDraft } from "./use-draft";
import type { ConversationActions } from "./view";

type Given = {
  threadId: string | null;
  actions: ConversationActions;
  model: ModelOption | undefined;
  assistant: ThreadAssistant | null;
  quote: Quote | null;
  /** Gets the text back when the server did not take it. */
  onRefused: (text: string) => void;
};

type Submission = { text: string; model: string | undefined; assistantId: string | undefined; key: string };

/** Sending, retrying and stopping in one thread, and what is under way in it. */
export function useRuns({ threadId, actions, model, assistant, quote, onRefused }: Given) {
  const router = useRouter();
  const [thread, setThread] = useThread(threadId);
  const [problem, setProblem] = useState<CallFailure | null>(null);
  const exchanges = useExchanges(thread);
  const running = exchanges.find(isRunning);
  const unreached = useRef<Submission | null>(null);
  const stopWanted = useRef(false);
  const present = usePresence();
  const answering = { model: model?.id ?? null, assistantName: assistant?.name ?? null };

  async function send(text: string) {
    // The same words after a lost connection are the same message: the key makes sure that it is taken once.
    const before = unreached.current;
    const assistantId = assistant?.id;
    const same = before?.text === text && before.model === model?.id && before.assistantId === assistantId;
    const key = same ? before.key : crypto.randomUUID();
    const exchange = newExchange({ key, question: text, ...answering, quote });
    const taken = await submit(exchange, () =>
      actions.sendMessage({
        ...(thread === NEW_THREAD ? { threadId: null, assistantId } : { threadId: thread }),
        text,
        model: model?.id,
        idempotencyKey: key,
      }),
    );
    unreached.current = taken === "unreachable" ? { text, model: model?.id, assistantId, key } : null;
    if (taken !== true) onRefused(text);
  }

  async function retry(answerMessageId: string) {
    const key = crypto.randomUUID();
    const exchange = newExchange({ key, replaces: answerMessageId, ...answering });
    await submit(exchange, () =>
      actions.retryAnswer({ answerMessageId, model: model?.id, idempotencyKey: key }),
    );
  }

  async function submit(exchange: Exchange, call: () => ReturnType<ConversationActions["sendMessage"]>) {
    setProblem(null);
    stopWanted.current = false;
    addExchange(thread, exchange);
    const result = await callAction(call);
    if (!result.ok) {
      removeExchanges(thread, [exchange.key]);
      setProblem(result);
      if (result.code === "budget_exceeded") router.refresh();
      return result.code;
    }
    startExchange(thread, exchange.key, result.data);
    if (stopWanted.current) await stopRun(result.data.runId);
    arrive(result.data.threadId);
    announceChange();
    return true;
  }

  function arrive(startedIn: string) {
    if (startedIn !== thread) {
      moveDraft(thread, startedIn);
      if (present.current) {
        history.replaceState(null, "", `/threads/${startedIn}`);
        setThread(startedIn);
      }
    }
    router.refresh();
  }

  async function stop() {
    const current = exchangesOf(thread).find(isRunning);
    if (current?.started) await stopRun(current.started.runId);
    else stopWanted.current = true;
  }

  async function stopRun(runId: string) {
    const result = await callAction(() => actions.stopRun({ runId }));
    if (!result.ok) setProblem(result);
  }

  return { thread, exchanges, running, problem, clearProblem: () => setProblem(null), send, retry, stop };
}

/**
 * The thread that the page is about. A new one gets its id here before the router shows the thread's own page; who
 * asks for another new thread in between stays on this page, and the address alone says so.
 */
function useThread(threadId: string | null) {
  const [thread, setThread] = useState(threadId ?? NEW_THREAD);
  usePathname();

  useLayoutEffect(() => {
    if (threadId === null && thread !== NEW_THREAD && location.pathname === "/") setThread(NEW_THREAD);
  });
  return [thread, setThread] as const;
}

/** True while the component is on the page. */
function usePresence() {
  const present = useRef(false);
  useEffect(() => {
    present.current = true;
    return () => {
      present.current = false;
    };
  }, []);
  return present;
}
