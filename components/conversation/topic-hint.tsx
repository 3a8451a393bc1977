import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { callAction } from "@/components/threads/call-action";
import { Alert } from "@/components/ui/alert";
import type { Quote } from "@/lib/assistants/types";
import { formatUsd } from "@/lib/money";
import { NEW_THREAD } from "./live-threads";
import { QuietButton } from "./quiet-button";
import { estimate } from "./quote";
import { moveDraft } from "./use-draft";
import type { ConversationActions, ShownMessage } from "./view";

type TopicHintProps = {
  thread: string;
  messages: readonly ShownMessage[];
  /** What is in the composer. */
  text: string;
  quote: Quote | null;
  model: string | undefined;
  getQuote: ConversationActions["getQuote"];
};

const PAUSE_MS = 400;
/** Of the newest messages; older ones say little about what the thread is about now. */
const MESSAGES_READ = 12;
const CHARACTERS_MIN = 25;
const CHARACTERS_READ = 2_000;

/** The threads in which the hint was put away; they are asked about no more while the page lives. */
const dismissed = new Set<string>();

/** Offers a new thread for a message that leaves the topic, with what each would cost. It is in nobody's way. */
export function TopicHint(props: TopicHintProps) {
  const { thread, text } = props;
  const router = useRouter();
  const [isAway, setAway] = useState(dismissed.has(thread));
  const asked = useNewTopic(props, !isAway);
  if (isAway || !asked) return null;

  function begin() {
    moveDraft(thread, NEW_THREAD);
    router.push("/");
  }

  function putAway() {
    dismissed.add(thread);
    setAway(true);
  }

  return (
    <Alert
      tone="info"
      action={
        <span className="flex gap-1">
          <QuietButton onClick={begin} className="text-accent hover:text-accent">
            Start a new thread
          </QuietButton>
          <QuietButton onClick={putAway}>Stay here</QuietButton>
        </span>
      }
    >
      {wordsOf(props.quote, asked.quote, text)}
    </Alert>
  );
}

type Asked = { quote: Quote | null };

/** What a new thread would cost, once the writer pauses over a text of another topic; null while it is of this one. */
function useNewTopic(props: TopicHintProps, isWanted: boolean): Asked | null {
  const { thread, messages, text, model, getQuote } = props;
  const [asked, setAsked] = useState<Asked | null>(null);
  const isLong = text.trim().length >= CHARACTERS_MIN;
  const isOpen = isWanted && isLong && thread !== NEW_THREAD && messages.length > 1;

  useEffect(() => {
    if (!isOpen) return setAsked(null);
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const { isNewTopic } = await import("./topics");
      const said = messages.slice(-MESSAGES_READ).map(({ content }) => content.slice(0, CHARACTERS_READ));
      if (!isNewTopic(text, said)) return isCurrent && setAsked(null);
      const result = await callAction(() => getQuote({ threadId: null, model }));
      if (isCurrent) setAsked({ quote: result.ok ? result.data : null });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [isOpen, messages, text, model, getQuote]);

  return asked;
}

function wordsOf(here: Quote | null, there: Quote | null, text: string): string {
  const known = "This looks like a new topic.";
  const costs = here && there && [there, here].map((quote) => estimate(quote, text).atMostPicoUsd);
  const [newCost, cost] = costs ?? [];
  if (typeof newCost !== "bigint" || typeof cost !== "bigint" || newCost >= cost) return known;
  return `${known} Start a new thread: ≤ ${formatUsd(newCost)} instead of ≤ ${formatUsd(cost)}.`;
}
