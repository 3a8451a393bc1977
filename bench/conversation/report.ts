import { machineLine } from "../send-path/machine";
import { formatTable } from "../table";
import type { ConversationBench } from "./measure";

export const STREAMDOWN_RATIO_MAX = 1.2;
export const LENGTH_RATIO_MAX = 1.3;
/** On a machine where a key on an idle page takes as long as it should; on a slower one in proportion. */
export const KEY_MS_MAX = 100;
export const IDLE_KEY_MS = 24;

/** What a key may take while an answer is written, on the machine as it was. */
export function keyLimitMs({ typing }: Pick<ConversationBench, "typing">): number {
  return KEY_MS_MAX * Math.max(1, typing.idleMs / IDLE_KEY_MS);
}

/** What is beyond its limit, in words; empty where nothing is. */
export function problemsOf(bench: ConversationBench): string[] {
  const { oursLongMs, oursShortMs, streamdownLongMs } = bench.tokens;
  const limits: [boolean, string][] = [
    [
      oursLongMs > STREAMDOWN_RATIO_MAX * streamdownLongMs,
      `A token costs more than ${STREAMDOWN_RATIO_MAX} × streamdown.`,
    ],
    [
      oursLongMs > LENGTH_RATIO_MAX * oursShortMs,
      `A token of a long answer costs more than ${LENGTH_RATIO_MAX} × that of a short one.`,
    ],
    [bench.typing.streamingMs > keyLimitMs(bench), "A key takes too long while an answer is written."],
  ];
  return limits.flatMap(([isBeyond, words]) => (isBeyond ? [words] : []));
}

export function describeConversation(bench: ConversationBench): string {
  const { machine, tokens, typing } = bench;
  const { oursLongMs, oursShortMs, streamdownLongMs } = tokens;
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  return [
    machineLine(machine),
    "",
    formatTable([
      ["one more token, in Chromium", "median"],
      ["at 1,000 characters", ms(oursShortMs)],
      ["at 21,000 characters", ms(oursLongMs)],
      ["at 21,000 characters, streamdown alone", ms(streamdownLongMs)],
      ["a key to the next paint, 98th percentile", ""],
      ["on an idle page", `${typing.idleMs} ms`],
      [
        `while ${typing.answerCharacters.toLocaleString("en-US")} characters are written`,
        `${typing.streamingMs} ms`,
      ],
    ]),
    "",
    `${(oursLongMs / streamdownLongMs).toFixed(2)} × streamdown, at most ${STREAMDOWN_RATIO_MAX} · ${(oursLongMs / oursShortMs).toFixed(2)} × a short answer, at most ${LENGTH_RATIO_MAX} · a key ${typing.streamingMs} ms, at most ${keyLimitMs(bench).toFixed(0)} ms`,
    ...problemsOf(bench),
  ].join("\n");
}
