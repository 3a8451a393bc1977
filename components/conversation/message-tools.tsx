"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { ConversationActions } from "./view";

/** What can be done about one message. */
export type MessageTools = {
  /** Puts text into the draft as a quote. */
  quote: (text: string) => void;
  showDetails: (answerMessageId: string) => void;
  /** Asks for the name under which a text is to be a prompt. */
  saveAsPrompt: (text: string) => void;
  rate: ConversationActions["rateAnswer"];
};

const Context = createContext<MessageTools | null>(null);

const DetailsDialog = dynamic(
  () => import("./details/details-dialog").then((module) => module.DetailsDialog),
  {
    ssr: false,
  },
);

const PromptDialog = dynamic(
  () => import("@/components/prompts/prompt-dialog").then((module) => module.PromptDialog),
  { ssr: false },
);

/** Null where messages are only read. */
export function useMessageTools(): MessageTools | null {
  return use(Context);
}

type MessageToolsProviderProps = {
  actions: Pick<ConversationActions, "rateAnswer" | "getAnswerDetails" | "prompts">;
  /** Stays the same, so that messages are not drawn anew with each key. */
  onQuote: (text: string) => void;
  timeZone: string;
  isAdmin: boolean;
  children: ReactNode;
};

export function MessageToolsProvider(props: MessageToolsProviderProps) {
  const { actions, onQuote, timeZone, isAdmin, children } = props;
  const [asPrompt, saveAsPrompt] = useState<string | null>(null);
  const [detailed, showDetails] = useState<string | null>(null);
  const { rateAnswer, getAnswerDetails } = actions;
  const acts = useMemo(
    () => ({ quote: onQuote, showDetails, saveAsPrompt, rate: rateAnswer }),
    [onQuote, rateAnswer],
  );
  return (
    <Context value={acts}>
      {children}
      {detailed && (
        <DetailsDialog
          messageId={detailed}
          load={getAnswerDetails}
          timeZone={timeZone}
          onClose={() => showDetails(null)}
        />
      )}
      {asPrompt !== null && (
        <PromptDialog
          text={asPrompt}
          {...{ isAdmin, save: actions.prompts.save }}
          onClose={() => saveAsPrompt(null)}
        />
      )}
    </Context>
  );
}
