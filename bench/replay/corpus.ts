import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { BenchFailure } from "../failure";

const turnSchema = z.object({ role: z.string(), content: z.string().nullish() });
const conversationSchema = z.object({
  id: z.string(),
  source: z.string(),
  licence: z.string(),
  turns: z.array(turnSchema),
});

type Turn = z.infer<typeof turnSchema>;

/** A message of a person and what was answered. */
export type Exchange = { question: string; answer: string };
export type Conversation = { id: string; exchanges: Exchange[] };

export type Corpus = {
  conversations: Conversation[];
  /** One sentence for everything in the folder that is not replayed. */
  notes: string[];
};

/** Reads the conversations of every *.jsonl file of a folder, files in the order of their names, at most `limit`. */
export async function readCorpus(folder: string, limit = Number.POSITIVE_INFINITY): Promise<Corpus> {
  const corpus: Corpus = { conversations: [], notes: [] };
  for (const file of await listFiles(folder)) {
    if (corpus.conversations.length >= limit) break;
    await readInto(corpus, join(folder, file), limit);
  }
  if (corpus.conversations.length === 0) {
    throw new BenchFailure(
      `${folder} has no conversations: each line of a .jsonl file is {id, source, licence, turns: [{role, content}]}.`,
    );
  }
  return corpus;
}

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new BenchFailure(`The corpus folder ${folder} cannot be read.`, { cause });
  });
  return names.filter((name) => name.endsWith(".jsonl")).sort();
}

/** A file whose first line is something else is left out whole. */
async function readInto(corpus: Corpus, path: string, limit: number): Promise<void> {
  const file = basename(path);
  const left = { unreadable: 0, unanswered: 0 };
  let first = true;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!line.trim()) continue;
    if (corpus.conversations.length >= limit) break;
    const conversation = parseLine(line);
    if (!conversation && first) {
      corpus.notes.push(`${file} is left out: its lines are not conversations.`);
      return;
    }
    first = false;
    if (!conversation) left.unreadable += 1;
    else if (conversation.exchanges.length === 0) left.unanswered += 1;
    else corpus.conversations.push(conversation);
  }
  const { unreadable, unanswered } = left;
  if (unreadable > 0)
    corpus.notes.push(`${file}: ${lines(unreadable, "is not a conversation", "are not conversations")}.`);
  if (unanswered > 0)
    corpus.notes.push(
      `${file}: ${lines(unanswered, "has no answered message", "have no answered message")}.`,
    );
}

function lines(count: number, one: string, several: string): string {
  return count === 1 ? `1 line ${one}` : `${count} lines ${several}`;
}

function parseLine(line: string): Conversation | null {
  const parsed = conversationSchema.safeParse(parseJson(line));
  return parsed.success ? { id: parsed.data.id, exchanges: toExchanges(parsed.data.turns) } : null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * What people wrote and what answered them. Instructions and tool results are left out, turns of one side that
 * follow each other become one, and a message without an answer is not replayed: there is no recorded reply.
 */
export function toExchanges(turns: Turn[]): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const { role, content } of turns) {
    const text = content?.trim();
    if (!text) continue;
    const last = exchanges.at(-1);
    if (role === "assistant" && last) last.answer = joined(last.answer, text);
    else if (role === "user" && last?.answer === "") last.question = joined(last.question, text);
    else if (role === "user") exchanges.push({ question: text, answer: "" });
  }
  return exchanges.filter(({ answer }) => answer !== "");
}

function joined(before: string, text: string): string {
  return before ? `${before}\n\n${text}` : text;
}
