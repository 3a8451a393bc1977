"use client";

import { useEffect, useState } from "react";
import { callAction } from "@/components/threads/call-action";
import { Field } from "@/components/ui/field";
import { controlStyles } from "@/components/ui/input";
import type { WeighInstructions } from "./types";
import { weightWords } from "./words";

type InstructionsFieldProps = {
  initial: string;
  /** An option id, or the empty string for the member's choice. */
  model: string;
  weigh: WeighInstructions;
  error: string | undefined;
};

const LENGTH_MAX = 20_000;
const PAUSE_MS = 250;

/** What an assistant is told, and what that adds to each message, counted by the server once somebody stops typing. */
export function InstructionsField({ initial, model, weigh, error }: InstructionsFieldProps) {
  const [text, setText] = useState(initial);
  const words = useWeight(text, { model, weigh });
  return (
    <Field label="Instructions" hint={words ?? "It is told this before each message."} error={error}>
      {(control) => (
        <textarea
          {...control}
          name="instructions"
          rows={14}
          maxLength={LENGTH_MAX}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="You are … You answer … When somebody asks for …, first ask …"
          className={`${controlStyles} block field-sizing-content max-h-[60dvh] min-h-56 py-2.5 leading-relaxed`}
        />
      )}
    </Field>
  );
}

function useWeight(text: string, { model, weigh }: Pick<InstructionsFieldProps, "model" | "weigh">) {
  const [words, setWords] = useState<string | null>(null);
  const isEmpty = text.trim() === "";
  useEffect(() => {
    if (isEmpty) return setWords(null);
    let isLast = true;
    const timer = setTimeout(async () => {
      const result = await callAction(() => weigh({ instructions: text, model }));
      if (isLast) setWords(result.ok ? weightWords(result.data) : null);
    }, PAUSE_MS);
    return () => {
      isLast = false;
      clearTimeout(timer);
    };
  }, [text, isEmpty, model, weigh]);
  return words;
}
