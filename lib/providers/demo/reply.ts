import { findSum } from "./arithmetic";
import type { ModelCall } from "./call";
import { keyWords } from "./key-words";
import { isLongEnough, summarise } from "./summary";
import { ABOUT, BUDGET, COST, codeSample, EMAIL, GREETING, LIST, TABLE, THANKS } from "./texts";
import { titleOf } from "./title";
import { argumentsOf } from "./tool-speech";

type Topic = { asks: RegExp; answer: (text: string) => string };

/** In order: the first one a message asks for answers it. */
const TOPICS: Topic[] = [
  { asks: /^\W*(thanks|thank you|thx|dziękuję|danke|merci)\b/i, answer: () => THANKS },
  { asks: /\b(code|function|script|sql|python|typescript|javascript|regex|query)\b/i, answer: codeSample },
  { asks: /\b(e-?mail|letter|draft)\b/i, answer: () => EMAIL },
  { asks: /\btable\b/i, answer: () => TABLE },
  {
    asks: /\b(costs?|prices?|pricing|expensive|charged?)\b.*\b(comput|calculat|work|mean|per|how)|\bhow\b.*\b(costs?|prices?|pricing|charged?)\b/is,
    answer: () => COST,
  },
  { asks: /\b(budgets?|limit|overspend|spend(ing)?)\b/i, answer: () => BUDGET },
  { asks: /\bpurser\b|\bwho are you\b|\bwhat (can|do) you do\b|\bwhat is this\b/i, answer: () => ABOUT },
  { asks: /\b(list|steps?|ideas?|plan|tips|checklist)\b/i, answer: () => LIST },
  {
    asks: /^\W*(hi|hello|hey|good (morning|afternoon|evening)|greetings|help|test|cześć|hallo|bonjour)\b/i,
    answer: () => GREETING,
  },
];

const RESULT_CHARACTERS_MAX = 400;

/** The demo model's answer: always the same for the same message, and honest about what it is. */
export function replyTo(
  call: Pick<ModelCall, "instructions" | "lastUserText" | "messages" | "toolCalls">,
): string {
  if (call.toolCalls.length > 0) return argumentsOf(call);
  const last = call.messages.at(-1);
  if (last?.role === "tool") return `The tool answered: ${last.content.slice(0, RESULT_CHARACTERS_MAX)}`;
  const rest = restOfCut(call);
  if (rest) return rest;
  const text = call.lastUserText.trim();
  if (call.instructions.startsWith("Write a title")) return titleOf(text);
  if (/summar|tl;?dr|shorten/i.test(text.slice(0, 300)) && isLongEnough(text)) return summarise(text);
  const sum = findSum(text);
  if (sum) return sumAnswer(sum);
  return TOPICS.find(({ asks }) => asks.test(text))?.answer(text) ?? fallback(text, call.messages.length);
}

const GO_ON = /^\W*(your answer was cut off|go on|continue)\b/i;

/** What an answer that was cut still lacks; null where the last message is no request to go on with one. */
function restOfCut(call: Parameters<typeof replyTo>[0]): string | null {
  const before = call.messages.slice(0, -2);
  const [question, cut] = [before.at(-1), call.messages.at(-2)];
  if (question?.role !== "user" || cut?.role !== "assistant" || !GO_ON.test(call.lastUserText)) return null;
  const whole = replyTo({ ...call, messages: before, lastUserText: question.content });
  return whole.startsWith(cut.content) ? whole.slice(cut.content.length) || null : null;
}

function sumAnswer({ expression, result }: { expression: string; result: number }): string {
  return `**${expression} = ${new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 }).format(result)}**

I worked it out with an ordinary calculator, not with a language model, so the figure is right. For longer questions in words you need a real model: set \`OPENAI_API_KEY\` and start Purser again.`;
}

const OPENINGS = [
  "I can show you how an answer looks and what it costs, but I cannot really think about this:",
  "That is a question for a real model. What I can tell is what it is about:",
  "I read your message, but as the demo model I know nothing about the world. I noticed:",
];

function fallback(text: string, messageCount: number): string {
  const words = keyWords(text, 5);
  const seed = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_973, messageCount);
  const about = words.length > 0 ? words.map((word) => `- **${word}**`).join("\n") : "- *(no words I know)*";
  const topic = words[0] ?? "it";
  const deeper = `A real model would probably go through these questions:

1. What do you already know about ${topic}, and what is only assumed?
2. Which of ${words.slice(0, 3).join(", ") || "these points"} matters most for what you want to reach?
3. What would a good result look like, and who has to agree with it?
4. What is the smallest step that shows whether you are right?

`;
  return `${OPENINGS[seed % OPENINGS.length]}

${about}

${text.length > 60 || seed % 2 === 0 ? deeper : ""}I am the **demo model**: my answers are prepared, and their costs are simulated. Ask me for a table, a code sample, an email or a sum, or how the cost of an answer is computed. For real answers an admin sets \`OPENAI_API_KEY\` and starts Purser again.`;
}
