import type { ImportReport } from "@/lib/assistants/types";

/** What came of a file in one or more sentences, the news first. */
export function wordsOf({ threads, messages, known, leftOut }: ImportReport): string {
  if (threads + known + leftOut === 0) return "There are no threads in this file.";
  const sentences = [
    threads === 0
      ? "Nothing new came in."
      : `${counted(threads, "thread")} with ${counted(messages, "message")} came in.`,
  ];
  if (known > 0) sentences.push(`${counted(known, "thread")} ${known === 1 ? "was" : "were"} here already.`);
  if (leftOut > 0)
    sentences.push(`${counted(leftOut, "thread")} ${leftOut === 1 ? "was" : "were"} left out:`);
  return sentences.join(" ");
}

/** Reasons beyond those that are told. */
export function wordsOfMore({ leftOut, reasons }: ImportReport): string | null {
  return leftOut > reasons.length ? `and ${counted(leftOut - reasons.length, "more thread")}.` : null;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
