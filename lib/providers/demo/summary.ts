import { keyWords } from "./key-words";

const PASTED_UNITS_MIN = 240;
const SENTENCES_SHOWN = 3;

/** Whether there is enough text after the wish for a summary to be worth one. */
export function isLongEnough(text: string): boolean {
  return text.length >= PASTED_UNITS_MIN;
}

/** The sentences that hold most of a text's key words, in their order, and how much shorter that is. */
export function summarise(text: string): string {
  const pasted = text.replace(/^[^\n:]{0,120}(summar|tl;?dr|shorten)[^\n:]{0,120}[:\n]/i, "").trim();
  const sentences = pasted.match(/[^.!?\n]{20,}[.!?]?/g)?.map((sentence) => sentence.trim()) ?? [pasted];
  const words = keyWords(pasted, 8);
  const best = sentences
    .map((sentence, order) => ({ sentence, order, score: scoreOf(sentence, words) }))
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, SENTENCES_SHOWN)
    .sort((a, b) => a.order - b.order);
  const points = best.map(({ sentence }) => `- ${sentence.slice(0, 240)}`).join("\n");
  return `**In short**

${points}

**It keeps coming back to:** ${words.slice(0, 5).join(", ") || "nothing in particular"}.

I picked these ${best.length} out of ${sentences.length} sentences by their key words: the demo model finds sentences, it does not understand them. A real model would put them in its own words.`;
}

function scoreOf(sentence: string, words: string[]): number {
  const lower = sentence.toLowerCase();
  return words.filter((word) => lower.includes(word.toLowerCase())).length;
}
