import { memo } from "react";
import type { ModelOption } from "@/lib/assistants/types";
import { Answer } from "./answer";
import type { Exchange, ShownItem } from "./exchanges";
import { LiveAnswer } from "./live-answer";
import { Question } from "./question";
import { findModel, labelOf, type ShownMessage } from "./view";

type MessageListProps = {
  items: ShownItem<ShownMessage>[];
  models: ModelOption[];
  /** False while an answer is on its way: one at a time. */
  canRetry: boolean;
  onRetry: (answerMessageId: string) => void;
  onStop: () => void;
  onReconnect: (exchange: Exchange) => void;
};

/** So many of the newest are always laid out; older ones only when they come near the screen. */
const ALWAYS_LAID_OUT = 8;

export function MessageList({ items, models, canRetry, onRetry, onStop, onReconnect }: MessageListProps) {
  return items.map((item, index) => {
    const isLast = index === items.length - 1;
    const lazily = index < items.length - ALWAYS_LAID_OUT;
    if (item.kind === "question") return <Question key={`${item.exchange.key}-question`} text={item.text} />;
    if (item.kind === "stored") {
      return (
        <div
          key={item.message.id}
          className={lazily ? "[contain-intrinsic-size:auto_180px] [content-visibility:auto]" : undefined}
        >
          <StoredMessage
            message={item.message}
            models={models}
            onRetry={isLast && canRetry ? onRetry : null}
          />
        </div>
      );
    }
    const { exchange, stored } = item;
    const facts = stored?.role === "assistant" ? stored.facts : null;
    const model = exchange.outcome?.model ?? facts?.model ?? exchange.model ?? "";
    const answerId = exchange.started?.answerMessageId;
    return (
      <LiveAnswer
        key={exchange.key}
        exchange={exchange}
        label={labelOf(model, models) || "Assistant"}
        assistantName={facts ? facts.assistantName : exchange.assistantName}
        simulated={findModel(model, models)?.simulated ?? false}
        facts={facts}
        onStop={onStop}
        onRetry={isLast && canRetry && answerId ? () => onRetry(answerId) : null}
        onReconnect={() => onReconnect(exchange)}
      />
    );
  });
}

type StoredMessageProps = {
  message: ShownMessage;
  models: ModelOption[];
  onRetry: ((answerMessageId: string) => void) | null;
};

const StoredMessage = memo(function StoredMessage({ message, models, onRetry }: StoredMessageProps) {
  if (message.role === "user") return <Question id={message.id} text={message.content} />;
  return (
    <Answer
      id={message.id}
      label={labelOf(message.facts.model, models)}
      facts={message.facts}
      text={message.content}
      onRetry={onRetry && (() => onRetry(message.id))}
    >
      {message.body}
    </Answer>
  );
});
