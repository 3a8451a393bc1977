import type { Conn } from "@/db/client";
import { AppError } from "@/lib/errors";
import type { Plan } from "@/lib/org/types";
import type { Price } from "@/lib/pricing";
import {
  boundOfMessage,
  type Counted,
  type CountedFor,
  type CountedText,
  countRequest,
} from "./count-tokens";
import { type HistoryText, historyBefore } from "./history";
import { imageGate, type Said } from "./render";

export const INSTRUCTIONS = "Answer in Markdown. Be brief unless asked for more.";
/** What is sent first where no assistant has instructions of its own. */
export const HOUSE_INSTRUCTIONS: CountedText = { content: INSTRUCTIONS, contentTokens: 12 };
/** What follows a cut answer: the new words are put right behind the old ones. */
export const GO_ON =
  "Your answer was cut off. Go on exactly where it ends, in the middle of a word or a code block if it must be. Repeat nothing, introduce nothing, and do not open a code block again that is still open.";
const goOn = { content: GO_ON, contentTokens: 47 };
const POSITION_MAX = 2_147_483_647;

const CONTEXT_WINDOW_ASSUMED = 128_000;

/** What is sent, and what that is counted as; no content of a file was read for it. */
export type Context = Counted & { said: Said[] };

export type Question = CountedText & {
  threadId: string;
  /** What is shown of the thread before it is its history, and the message it follows is the last of that. */
  position: number;
  parentId: string | null;
  /** The answer to it that was cut, where that is to be gone on with. */
  cut: CountedText | null;
};
type ChosenFor = CountedFor & {
  price: Price | null;
  plan: Plan | null;
  outputTokensMax: number;
  /** What is sent first: the house's, or an assistant's in their place. */
  instructions: CountedText;
};

/**
 * What is sent for a question: the instructions, as much of the thread before it as the model's window takes
 * (the oldest is left out first), the question, and its answer so far where it is gone on with. Throws `invalid` when
 * that is too long without any history. Null where another branch is shown than the one it belongs to.
 */
export async function chooseContext(
  conn: Conn,
  question: Question,
  target: ChosenFor,
): Promise<Context | null> {
  const room = roomFor(target);
  const { cut } = question;
  const { instructions } = target;
  const gate = imageGate(target);
  const sent = gate(question);
  const framing = [instructions, sent, ...(cut ? [cut, goOn] : [])];
  let bound = countRequest(framing, target).inputTokens;
  if (bound > room) throw tooLong(question, target, { bound, room });
  const kept: HistoryText[] = [];
  const { texts, lastId } = await historyBefore(conn, question);
  if (lastId !== question.parentId) return null;
  for (const text of texts.map((text) => gate(text))) {
    bound += boundOfMessage(text, target);
    if (bound > room) break;
    kept.unshift(text);
  }
  return {
    ...countRequest([...framing, ...kept], target),
    said: [{ role: "system", content: instructions.content }, ...kept.map(toSaid), ...asked(sent)],
  };
}

function tooLong(
  { cut }: Question,
  { instructions, plan, model }: ChosenFor,
  { bound, room }: { bound: number; room: number },
): AppError {
  const taker = room === plan?.inputTokensMax ? `your plan ${plan.name}` : model;
  const taken = `${taker}: up to ${bound} tokens, and it takes ${room}.`;
  if (cut) {
    return new AppError(
      "invalid",
      `This answer has become too long for ${taker} to go on with it: ask for the rest in a new message.`,
    );
  }
  return instructions === HOUSE_INSTRUCTIONS
    ? new AppError("invalid", `This message is too long for ${taken} Shorten it or split it.`)
    : new AppError(
        "invalid",
        `With what its assistant is told, this message is too long for ${taken} Shorten it, or choose another assistant.`,
      );
}

/** How many input tokens a request may have: by the model's window and by the member's plan. */
function roomFor({ price, plan, outputTokensMax }: ChosenFor): number {
  const room = (price?.contextWindow ?? CONTEXT_WINDOW_ASSUMED) - outputTokensMax;
  return Math.min(room, plan?.inputTokensMax ?? room);
}

/** What would be sent before the next message, or before one that stands at a position; for the composer's quote. */
export async function countHistory(
  conn: Conn,
  place: { threadId: string; position?: number | undefined } | null,
  {
    instructions,
    attached,
    ...target
  }: CountedFor & Pick<CountedText, "attached"> & { instructions: CountedText },
): Promise<Counted> {
  const before = place && { ...place, position: place.position ?? POSITION_MAX };
  const { texts } = before ? await historyBefore(conn, before) : { texts: [] };
  const gate = imageGate(target);
  const next: CountedText = { content: "", contentTokens: 0, ...(attached ? { attached } : {}) };
  return countRequest([gate(next), instructions, ...texts.map((text) => gate(text))], target);
}

function toSaid({ role, content, attached }: HistoryText): Said {
  return { role, content, attached };
}

function asked({ content, attached, cut }: Question): Said[] {
  const question: Said = { role: "user", content, attached };
  if (!cut) return [question];
  return [question, { role: "assistant", content: cut.content }, { role: "user", content: GO_ON }];
}
