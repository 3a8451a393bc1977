import { memo, type ReactNode } from "react";
import type { ModelOption } from "@/lib/assistants/types";
import { Answer } from "./answer";
import { AnswerExtras } from "./answer-extras";
import { BranchSwitch } from "./branch-switch";
import type { Exchange, ShownItem } from "./exchanges";
import { canGoOn } from "./facts";
import { LiveAnswer } from "./live-answer";
import { Question } from "./question";
import { findModel, labelOf, type ShownMessage } from "./view";

/** What can be done with messages; the same functions as long as the page lives. */
export type MessageActs = {
  edit: (messageId: string) => void;
  retry: (answerMessageId: string, model?: string) => void;
  goOn: (answerMessageId: string) => void;
  choose: (messageId: string) => void;
};

type MessageListProps = {
  items: ShownItem<ShownMessage>[];
  models: ModelOption[];
  acts: MessageActs;
  /** False while an answer is on its way, and where a budget stops the next one. */
  canAsk: boolean;
  canChoose: boolean;
  /** The message that is being edited, and what stands in its place. */
  editing: { messageId: string; editor: ReactNode } | null;
  /** The message whose branch is being gone to. */
  going: string | null;
  onStop: () => void;
  onReconnect: (exchange: Exchange) => void;
};

/** So many of the newest are always laid out; older ones only when they come near the screen. */
const ALWAYS_LAID_OUT = 8;

export function MessageList(props: MessageListProps) {
  const { items } = props;
  return items.map((item, index) => {
    const lazily = index < items.length - ALWAYS_LAID_OUT;
    // All versions of a message follow the same one: the other version takes this one's place, and keeps the focus.
    const place = `after ${items[index - 1]?.id ?? ""}`;
    return (
      <div
        key={item.kind === "answer" ? item.exchange.key : place}
        className={lazily ? "[contain-intrinsic-size:auto_180px] [content-visibility:auto]" : undefined}
      >
        <Item {...props} item={item} isLast={index === items.length - 1} />
      </div>
    );
  });
}

type ItemProps = Omit<MessageListProps, "items"> & { item: ShownItem<ShownMessage>; isLast: boolean };

function Item(props: ItemProps) {
  const { item, models, acts, canAsk, canChoose, editing, going, isLast } = props;
  const editor = editing?.messageId === item.id ? editing.editor : null;
  if (item.kind === "question") {
    const onEdit = canAsk && item.exchange.started ? () => acts.edit(item.id) : null;
    const versions = versionsOf(item.exchange);
    const { attached } = item.exchange;
    return <Question text={item.text} {...{ attached, onEdit, editor, versions }} />;
  }
  if (item.kind === "answer") return <Live {...props} {...item} />;
  const { message } = item;
  const isNeighbour =
    going !== null && (message.branch?.previousId === going || message.branch?.nextId === going);
  return (
    <StoredMessage
      {...{ message, models, acts, canAsk, canChoose, isLast, editor }}
      going={isNeighbour ? going : null}
    />
  );
}

type LiveProps = ItemProps & Extract<ShownItem<ShownMessage>, { kind: "answer" }>;

function Live({ exchange, stored, models, acts, canAsk, isLast, onStop, onReconnect }: LiveProps) {
  const facts = stored?.role === "assistant" ? stored.facts : null;
  const model = exchange.outcome?.model ?? facts?.model ?? exchange.model ?? "";
  const { outcome, started } = exchange;
  const goesOn = outcome && started && isLast && canGoOn(outcome, outcome.text);
  return (
    <LiveAnswer
      exchange={exchange}
      label={labelOf(model, models)}
      assistantName={facts ? facts.assistantName : exchange.assistantName}
      simulated={findModel(model, models)?.simulated ?? false}
      facts={facts}
      models={models}
      acts={
        canAsk && started
          ? {
              onRetry: (other) => acts.retry(started.answerMessageId, other),
              onContinue: goesOn ? () => acts.goOn(started.answerMessageId) : null,
            }
          : null
      }
      onStop={onStop}
      versions={exchange.question === null && versionsOf(exchange)}
      onReconnect={() => onReconnect(exchange)}
    />
  );
}

/** The count that the server will tell has its place from the beginning. */
function versionsOf({ branch }: Exchange): ReactNode {
  return branch && <BranchSwitch branch={branch} going={null} onChoose={null} />;
}

type StoredMessageProps = Pick<ItemProps, "models" | "acts" | "canAsk" | "canChoose" | "isLast" | "going"> & {
  message: ShownMessage;
  editor: ReactNode;
};

const StoredMessage = memo(function StoredMessage(props: StoredMessageProps) {
  const { message, models, acts, canAsk, canChoose, isLast, going, editor } = props;
  const { id, content, branch } = message;
  const versions = branch && (
    <BranchSwitch branch={branch} going={going} onChoose={canChoose ? acts.choose : null} />
  );
  if (message.role === "user") {
    const onEdit = canAsk ? () => acts.edit(id) : null;
    const { attachments: attached } = message;
    return <Question id={id} text={content} {...{ attached, onEdit, editor, versions }} />;
  }
  const { facts, body } = message;
  const goesOn = isLast && canGoOn(facts, content);
  return (
    <Answer
      {...{ id, facts, models, versions }}
      label={labelOf(facts.model, models)}
      text={content}
      acts={
        canAsk
          ? {
              onRetry: (model) => acts.retry(id, model),
              onContinue: goesOn ? () => acts.goOn(id) : null,
            }
          : null
      }
      extras={<AnswerExtras messageId={id} text={content} rated={message.rated} />}
    >
      {body}
    </Answer>
  );
});
