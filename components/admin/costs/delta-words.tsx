import type { PicoUsd } from "@/lib/money";
import { deltaOf } from "../delta";

const ARROWS = { up: "▲", down: "▼", same: "=" };
const TONES = { up: "text-bad", down: "text-accent", same: "" };

/** "▲ 12%"; null where nothing was spent before. */
export function DeltaWords({ now, before }: { now: PicoUsd; before: PicoUsd }) {
  const delta = deltaOf(now, before);
  if (!delta) return null;
  return (
    <span className={TONES[delta.direction]}>
      <span aria-hidden>{ARROWS[delta.direction]} </span>
      <span className="sr-only">{delta.direction} </span>
      {delta.share}
    </span>
  );
}
