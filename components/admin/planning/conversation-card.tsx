"use client";

import { billOfConversation, ratio, wholeList } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import type { PlanningModel } from "./types";
import { countWords, timesWords, usdWords } from "./words";

const FIELDS = {
  questions: wholeList({ label: "Tokens of each message", initial: "50, 30, 20", max: 1_000_000 }),
  answers: wholeList({ label: "Tokens of each answer", initial: "150, 100, 80", max: 1_000_000 }),
};

/** A short conversation, message by message. */
export function ConversationCard({ model }: { model: PlanningModel }) {
  return (
    <Calculator
      id="talk"
      title="One conversation"
      about="Each message is billed with all that was said before it."
      fields={FIELDS}
    >
      {({ questions, answers }) => {
        const count = Math.min(questions.length, answers.length);
        const messages = questions
          .slice(0, count)
          .map((inputTokens, place) => ({ inputTokens, outputTokens: answers[place] ?? 0 }));
        const { turns, withHistory, alone } = billOfConversation(messages, model.terms);
        const resent = withHistory.inputTokens + withHistory.outputTokens;
        const single = alone.inputTokens + alone.outputTokens;
        return (
          <Figures>
            <Figure
              strong
              label="Billed"
              value={usdWords(withHistory.totalPicoUsd)}
              note={`${countWords(withHistory.inputTokens)} tokens in, ${countWords(withHistory.outputTokens)} out`}
            />
            <Figure
              label="Each message"
              value={turns.map((turn) => countWords(turn.withHistory)).join(" + ")}
              note="tokens"
            />
            <Figure
              label="Without what was said before"
              value={usdWords(alone.totalPicoUsd)}
              note={`${timesWords(ratio(resent, single))} the tokens, ${timesWords(ratio(withHistory.totalPicoUsd, alone.totalPicoUsd))} the dollars with it`}
            />
            {questions.length !== answers.length && (
              <Figure
                label="Left out"
                value={`${Math.abs(questions.length - answers.length)} without a pair`}
              />
            )}
          </Figures>
        );
      }}
    </Calculator>
  );
}
