import dynamic from "next/dynamic";
import { type RefObject, useEffect, useState } from "react";
import { triggerAt } from "./trigger";
import type { PromptActions } from "./types";

export type PromptSlotProps = {
  /** Where messages are written. */
  input: RefObject<HTMLTextAreaElement | null>;
  actions: PromptActions;
  /** Admins make prompts for everyone. */
  isAdmin: boolean;
};

const loadMenu = () => import("./prompt-menu").then((module) => module.PromptMenu);

const PromptMenu = dynamic(loadMenu, { ssr: false });

/** Nothing until a stroke begins a line of the message: then the list of prompts is loaded, which does the rest. */
export function PromptSlot(props: PromptSlotProps) {
  const { input } = props;
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    const field = input.current;
    if (!field || wanted) return;
    let isLoading = false;
    const onInput = () => {
      if (!triggerAt(field.value, field.selectionStart)) return;
      isLoading = true;
      loadMenu().then(
        () => setWanted(true),
        // Without the list a stroke is a stroke; the next one asks again.
        () => {
          isLoading = false;
        },
      );
    };
    // A name that is still being looked for is not sent as a message.
    const onKey = (event: KeyboardEvent) => {
      if (!isLoading || event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
    };
    field.addEventListener("input", onInput);
    field.addEventListener("keydown", onKey);
    return () => {
      field.removeEventListener("input", onInput);
      field.removeEventListener("keydown", onKey);
    };
  }, [input, wanted]);

  return wanted && <PromptMenu {...props} />;
}
