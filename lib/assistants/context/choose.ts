import type { Conn } from "@/db/client";
import { AppError } from "@/lib/errors";
import type { Plan } from "@/lib/org/types";
import type { Price } from "@/lib/pricing";
import type { ProviderMessage } from "@/lib/providers/types";
import {
  boundOfMessage,
  type Counted,
  type CountedFor,
  type CountedText,
  countRequest,
} from "./count-tokens";
import { type HistoryText, historyBefore } from "./history";

export const INSTRUCTIONS = "Answer in Markdown. Be brief unless asked for more.";
/** What is sent first where no assistant has instructions of its own. */
export const HOUSE_INSTRUCTIONS: CountedText = { content: INSTRUCTIONS, contentTokens: 12 };
const POSITION_MAX = 2_147_483_647;

const CONTEXT_WINDOW_ASSUMED = 128_000;

export type Context = Counted & { messages: ProviderMessage[] };

export type Question = { threadId: string; content: string; contentTokens: number; position: number };
type ChosenFor = CountedFor & {
  price: Price | null;
  plan: Plan | null;
  outputTokensMax: number;
  /** What is sent first: the house's, or an assistant's in their place. */
  instructions: CountedText;
};

/**
 * What is sent for a question: the instructions, as much of the thread before it as the model's window takes
 * (the oldest is left out first), and the question. Throws `invalid` when the question alone is too long.
 */
export async function chooseContext(conn: Conn, question: Question, target: ChosenFor): Promise<Context> {
  const room = roomFor(target);
  const { instructions } = target;
  const framing = [instructions, question];
  let bound = countRequest(framing, target).inputTokens;
  if (bound > room) {
    const taker = room === target.plan?.inputTokensMax ? `your plan ${target.plan.name}` : target.model;
    throw new AppError(
      "invalid",
      `This message is too long for ${taker}: up to ${bound} tokens, and it takes ${room}. Shorten it or split it.`,
    );
  }
  const kept: HistoryText[] = [];
  for (const text of await historyBefore(conn, question)) {
    bound += boundOfMessage(text, target);
    if (bound > room) break;
    kept.unshift(text);
  }
  const messages = [...kept.map(({ role, content }) => ({ role, content })), asked(question)];
  return {
    ...countRequest([...framing, ...kept], target),
    messages: [{ role: "system", content: instructions.content }, ...messages],
  };
}

/** How many input tokens a request may have: by the model's window and by the member's plan. */
function roomFor({ price, plan, outputTokensMax }: ChosenFor): number {
  const room = (price?.contextWindow ?? CONTEXT_WINDOW_ASSUMED) - outputTokensMax;
  return Math.min(room, plan?.inputTokensMax ?? room);
}

/** What would be sent before the next message; for the composer's quote. */
export async function countHistory(
  conn: Conn,
  threadId: string | null,
  { instructions, ...target }: CountedFor & { instructions: CountedText },
): Promise<Counted> {
  const history = threadId ? await historyBefore(conn, { threadId, position: POSITION_MAX }) : [];
  return countRequest([instructions, ...history, { content: "", contentTokens: 0 }], target);
}

function asked({ content }: Question): ProviderMessage {
  return { role: "user", content };
}
