"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

/** What was typed, by "card.field"; what nobody changed is not in it. */
type Texts = Readonly<Record<string, string>>;
type TextsState = { texts: Texts; change: (changes: Record<string, string>) => void };

const TextsContext = createContext<TextsState>({ texts: {}, change: () => undefined });

const LENGTH_MAX = 100;
/** Browsers refuse addresses that change too often. */
const ADDRESS_DELAY_MS = 300;

type TextsProviderProps = { initial: Texts; children: ReactNode };

/** Holds what was typed, and keeps it in the address, so that a plan can be sent to somebody. */
export function TextsProvider({ initial, children }: TextsProviderProps) {
  const [texts, setTexts] = useState(initial);
  useEffect(() => {
    if (texts === initial) return;
    const timer = setTimeout(() => window.history.replaceState(null, "", addressOf(texts)), ADDRESS_DELAY_MS);
    return () => clearTimeout(timer);
  }, [texts, initial]);
  const state = useMemo<TextsState>(
    () => ({
      texts,
      change: (changes) => {
        const cut = Object.entries(changes).map(([key, text]) => [key, text.slice(0, LENGTH_MAX)]);
        setTexts((before) => ({ ...before, ...Object.fromEntries(cut) }));
      },
    }),
    [texts],
  );
  return <TextsContext value={state}>{children}</TextsContext>;
}

export function useTexts(): TextsState {
  return useContext(TextsContext);
}

function addressOf(texts: Texts): string {
  const query = new URLSearchParams(texts).toString();
  return query ? `?${query}` : window.location.pathname;
}
