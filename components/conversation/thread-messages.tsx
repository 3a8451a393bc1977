import dynamic from "next/dynamic";
import type { BudgetBrief } from "@/components/shell/budget-words";
import type { ModelOption } from "@/lib/assistants/types";
import type { ShownItem } from "./exchanges";
import { ImageHosts } from "./image-hosts";
import { setLink } from "./live-threads";
import { loadQuestionEditor } from "./load-question-editor";
import { MessageList } from "./message-list";
import { MessageToolsProvider } from "./message-tools";
import { SelectionQuote } from "./selection-quote";
import type { useMessageActs } from "./use-message-acts";
import type { useRuns } from "./use-runs";
import type { ConversationActions, ShownMessage } from "./view";

type ThreadMessagesProps = {
  items: ShownItem<ShownMessage>[];
  runs: ReturnType<typeof useRuns>;
  onMessages: ReturnType<typeof useMessageActs>;
  models: ModelOption[];
  model: ModelOption | undefined;
  budget: BudgetBrief | null;
  /** False while an answer is on its way, and where a budget stops the next one. */
  canAsk: boolean;
  /** The message whose branch is being gone to. */
  going: string | null;
  /** The organisation's. */
  timeZone: string;
  isAdmin: boolean;
  imageHosts: readonly string[];
  actions: ConversationActions;
  onQuote: (text: string) => void;
  onStop: () => void;
};

const QuestionEditor = dynamic(loadQuestionEditor, { ssr: false });

/** The messages of a thread with what can be done about each; one of them may be an editor. */
export function ThreadMessages(props: ThreadMessagesProps) {
  const { items, runs, onMessages, models, model, budget, canAsk, going, timeZone, actions } = props;
  const { editing, acts, sendEdit, cancelEdit } = onMessages;
  const editor = editing && (
    <QuestionEditor
      {...{ ...editing, budget, models, model, getQuote: actions.getQuote }}
      threadId={runs.thread}
      canSend={canAsk}
      onSend={(edited) => void sendEdit(edited)}
      onCancel={cancelEdit}
    />
  );
  return (
    <MessageToolsProvider
      actions={actions}
      onQuote={props.onQuote}
      timeZone={timeZone}
      isAdmin={props.isAdmin}
    >
      <ImageHosts value={props.imageHosts}>
        <MessageList
          {...{ items, models, acts, canAsk, going }}
          canChoose={!runs.running}
          editing={editing && { messageId: editing.messageId, editor }}
          onStop={props.onStop}
          onReconnect={({ key }) => setLink(runs.thread, key, "open")}
        />
      </ImageHosts>
      <SelectionQuote />
    </MessageToolsProvider>
  );
}
