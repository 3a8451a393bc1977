"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useId, useState } from "react";
import { PromptOptions } from "./prompt-options";
import type { PromptSlotProps } from "./prompt-slot";
import { useBlanks } from "./use-blanks";
import { useFound } from "./use-found";
import { useTrigger } from "./use-trigger";
import { writeInto } from "./write-into";

const PromptDialog = dynamic(() => import("./prompt-dialog").then((module) => module.PromptDialog), {
  ssr: false,
});

/** What stands below the prompts. */
const NEW = "new";
const MANAGE = "manage";

/**
 * The prompts whose names begin as typed. The focus stays in the message: its keys are taken here before it sees them.
 * It stays a text box for screen readers (a field of several lines cannot be a combobox) that names the active option.
 */
export function PromptMenu({ input, actions, isAdmin }: PromptSlotProps) {
  const router = useRouter();
  const listId = useId();
  const { trigger, dismiss } = useTrigger(input);
  const { prompts, problem } = useFound(trigger?.query ?? null, actions.list);
  const blanks = useBlanks(input);
  const [chosen, setChosen] = useState<string | null>(null);
  const [early, setEarly] = useState<string | null>(null);
  const [isWriting, setIsWriting] = useState(false);

  const shown = trigger && prompts && (prompts.length > 0 || trigger.query === "") ? prompts : null;
  const ids = shown ? [...shown.map(({ id }) => id), NEW, MANAGE] : [];
  const active = ids.find((id) => id === chosen) ?? ids[0] ?? null;
  const isWaiting = trigger !== null && prompts === null;
  useListboxOf(input, { listId, active });

  function choose(id: string) {
    const field = input.current;
    if (!field || !trigger) return;
    const text = prompts?.find((prompt) => prompt.id === id)?.text ?? "";
    dismiss();
    setChosen(null);
    writeInto(field, { ...trigger, text });
    blanks.begin(field, { start: trigger.start, end: trigger.start + text.length });
    if (id === NEW) setIsWriting(true);
    if (id === MANAGE) router.push("/settings#prompts" as Route);
  }

  useKeysOf(input, (field, event) => {
    if (event.isComposing) return false;
    const { key } = event;
    const isPlain = !(event.shiftKey || event.ctrlKey || event.metaKey || event.altKey);
    if (isWaiting && isPlain && (key === "Enter" || key === "Tab")) {
      setEarly(key);
      return true;
    }
    if (active === null) return blanks.onKey(field, event);
    if (!isPlain) return false;
    const at = ids.indexOf(active);
    if (key === "ArrowDown") setChosen(ids[(at + 1) % ids.length] ?? null);
    else if (key === "ArrowUp") setChosen(ids.at(at - 1) ?? null);
    else if (key === "Enter" || key === "Tab") choose(active);
    else if (key === "Escape") dismiss();
    else return false;
    return true;
  });

  const onKnown = useEffectEvent((key: string) => {
    setEarly(null);
    if (active !== null) choose(active);
    else if (key === "Enter") input.current?.form?.requestSubmit();
  });
  useEffect(() => {
    // Who types faster than the list comes gets what they asked for once it is here.
    if (early !== null && !isWaiting) onKnown(early);
  }, [early, isWaiting]);

  return (
    <>
      <p role="status" className="sr-only">
        {shown && `${countWords(shown.length)} Arrow keys choose, Enter inserts, Escape closes.`}
      </p>
      {shown && active && (
        <PromptOptions
          {...{ listId, active, problem, prompts: shown }}
          onPoint={setChosen}
          onChoose={choose}
        />
      )}
      {blanks.isNew && (
        <p
          role="status"
          className="absolute bottom-full left-0 z-20 mb-2 rounded-control border border-line bg-card px-3 py-1.5 text-sm shadow-soft"
        >
          Tab goes to the next blank.
        </p>
      )}
      {isWriting && (
        <PromptDialog save={actions.save} isAdmin={isAdmin} onClose={() => setIsWriting(false)} />
      )}
    </>
  );
}

function countWords(count: number): string {
  if (count === 0) return "No prompts yet.";
  return count === 1 ? "1 prompt." : `${count} prompts.`;
}

type Input = PromptSlotProps["input"];

/** Hears keys before the field itself does; `act` says whether a key was its own. */
function useKeysOf(input: Input, act: (field: HTMLTextAreaElement, event: KeyboardEvent) => boolean) {
  const onKey = useEffectEvent((field: HTMLTextAreaElement, event: KeyboardEvent) => {
    if (!act(field, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const listener = (event: KeyboardEvent) => onKey(field, event);
    field.addEventListener("keydown", listener);
    return () => field.removeEventListener("keydown", listener);
  }, [input]);
}

/** Tells what the field is about to those who do not see the list. */
function useListboxOf(input: Input, { listId, active }: { listId: string; active: string | null }) {
  useEffect(() => {
    const field = input.current;
    if (!field || active === null) return;
    const told = {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": listId,
      "aria-activedescendant": `${listId}-${active}`,
    };
    for (const [name, value] of Object.entries(told)) field.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(told)) field.removeAttribute(name);
    };
  }, [input, listId, active]);
}
