import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type CallFailure, callAction } from "@/components/threads/call-action";
import { announceChange } from "@/components/threads/other-tabs";
import type { ModelOption, Quote, ThreadAssistant } from "@/lib/assistants/types";
import { readyIn } from "./attachments/draft-files";
import type { Written } from "./attachments/use-attaching";
import { type Exchange, isRunning, newExchange } from "./exchanges";
import {
  addExchange,
  exchangesOf,
  NEW_THREAD,
  removeExchanges,
  startExchange,
  useExchanges,
} from "./live-threads";
import { useSlot } from "./use-slot";
import type { ConversationActions } from "./view";

type Given = {
  threadId: string | null;
  actions: ConversationActions;
  /** What a new thread begins as. */
  temporary: boolean;
  model: ModelOption | undefined;
  assistant: ThreadAssistant | null;
  quote: Quote | null;
  /** Gets back what the server did not take. */
  onRefused: (written: Written) => void;
};

/** What a member asks for, as the page shows it at once. */
type Asked = Pick<Exchange, "model" | "assistantName"> &
  Partial<Pick<Exchange, "question" | "attached" | "replaces" | "begun" | "branch" | "quote">>;
type Again = Pick<Exchange, "branch">;
type Edited = Pick<Exchange, "attached" | "quote"> & { text: string };
/** What the server refused last; only a new message can be sent again from where it is written. */
type Trouble = { problem: CallFailure; isOfSend: boolean };
type Start = (idempotencyKey: string) => ReturnType<ConversationActions["sendMessage"]>;

/** Sending, editing, retrying, going on and stopping in one thread, and what is under way in it. */
export function useRuns({ threadId, actions, temporary, model, assistant, quote, onRefused }: Given) {
  const router = useRouter();
  const { thread, moveIn } = useSlot(threadId);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const exchanges = useExchanges(thread);
  const running = exchanges.find(isRunning);
  const unreached = useRef<{ mark: string; key: string } | null>(null);
  const stopWanted = useRef(false);
  const assistantName = assistant?.name ?? null;
  const picked = { model: model?.id ?? null, assistantName };

  async function send(written: Written) {
    const { text } = written;
    const attached = readyIn(written.files);
    const files = { attachmentIds: idsOf(attached) };
    const where =
      thread === NEW_THREAD
        ? { threadId: null, temporary, assistantId: assistant?.id }
        : { threadId: thread };
    const taken = await submit({ ...picked, question: text, attached, quote }, (idempotencyKey) =>
      actions.sendMessage({ ...where, ...files, text, model: model?.id, idempotencyKey }),
    );
    if (!taken) onRefused(written);
  }

  /** Answers whether the server took it; `quote` is what the editor said. */
  function edit(messageId: string, { text, ...shown }: Again & Edited) {
    const files = { attachmentIds: idsOf(shown.attached) };
    return submit({ ...picked, ...shown, question: text, replaces: messageId }, (idempotencyKey) =>
      actions.editMessage({ messageId, ...files, text, model: model?.id, idempotencyKey }),
    );
  }

  function retry(answerMessageId: string, given: Again & { withModel: string | undefined }) {
    const { withModel = model?.id, branch } = given;
    const asked = { model: withModel ?? null, assistantName, replaces: answerMessageId, branch };
    return submit(asked, (idempotencyKey) =>
      actions.retryAnswer({ answerMessageId, model: withModel, idempotencyKey }),
    );
  }

  function goOn(answerMessageId: string, { begun, branch }: Again & { begun: string }) {
    const asked = { model: null, assistantName, replaces: answerMessageId, begun, branch };
    return submit(asked, (idempotencyKey) => actions.continueAnswer({ answerMessageId, idempotencyKey }));
  }

  async function submit(asked: Asked, start: Start): Promise<boolean> {
    setTrouble(null);
    stopWanted.current = false;
    const mark = markOf(asked, [thread, temporary, assistant?.id]);
    const key = unreached.current?.mark === mark ? unreached.current.key : crypto.randomUUID();
    addExchange(thread, newExchange({ key, ...asked }));
    const result = await callAction(() => start(key));
    unreached.current = !result.ok && result.code === "unreachable" ? { mark, key } : null;
    if (!result.ok) {
      removeExchanges(thread, [key]);
      setTrouble({ problem: result, isOfSend: asked.replaces === undefined });
      if (result.code === "budget_exceeded") router.refresh();
      return false;
    }
    startExchange(thread, key, result.data);
    if (stopWanted.current) await stopRun(result.data.runId);
    arrive(result.data.threadId);
    announceChange();
    return true;
  }

  function arrive(startedIn: string) {
    if (startedIn !== thread) moveIn(startedIn);
    router.refresh();
  }

  function setProblem(problem: CallFailure | null) {
    setTrouble(problem && { problem, isOfSend: false });
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

  return {
    ...{ thread, exchanges, running, setProblem },
    ...{ problem: trouble?.problem ?? null, isProblemOfSend: trouble?.isOfSend ?? false },
    ...{ send, edit, retry, goOn, stop },
  };
}

/** The same words after a lost connection are the same message: the key makes sure that it is taken once. */
function markOf({ question, attached, replaces, begun, model }: Asked, where: unknown[]): string {
  return JSON.stringify([question, attached && idsOf(attached), replaces, begun, model, where]);
}

function idsOf(attached: Exchange["attached"]): string[] {
  return attached.map(({ id }) => id);
}
