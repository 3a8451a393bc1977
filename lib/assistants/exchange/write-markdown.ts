import { formatAbout, parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { withAttachments } from "./attached";
import type { FileFacts, FileHead, FileMessage } from "./format";
import { readMessages } from "./read-messages";
import { type ReadThread, readThreads } from "./read-threads";

type Document = { threadIds: readonly string[] | null; timeZone: string };

/** Threads to read, in pieces: what is shown of them, with model and cost under each answer. One is a document of its own. */
export async function* writeMarkdown(ctx: Ctx, { threadIds, timeZone }: Document): AsyncGenerator<string> {
  const isOne = threadIds?.length === 1;
  const writer = { level: isOne ? "#" : "##", timeZone };
  if (!isOne) yield "# Threads\n";
  let separator = isOne ? "" : "\n";
  for await (const thread of readThreads(ctx, threadIds)) {
    yield separator;
    yield* writeThread(ctx, thread, writer);
    separator = "\n---\n\n";
  }
}

type Writer = { level: string; timeZone: string };

async function* writeThread(ctx: Ctx, { threadId, head }: ReadThread, { level, timeZone }: Writer) {
  yield `${level} ${plain(head.title) || "New thread"}\n\n${aboutThread(head, timeZone)}\n`;
  const shown = readMessages(ctx, { threadId, onlyShown: true });
  for await (const message of withAttachments(ctx.db, shown, { threadId, contents: false })) {
    const who = message.role === "user" ? "You" : plain(answererOf(message));
    const when = dateTime(message.createdAt, timeZone);
    yield `\n${level}# ${who} · ${when}\n\n${withClosedFences(message.text)}\n${namesOf(message)}${lineUnder(message)}`;
  }
}

/** As its article on the page is called. */
function answererOf({ facts }: FileMessage): string {
  return facts?.assistant ?? facts?.model ?? "Assistant";
}

function aboutThread({ createdAt, totals, category }: FileHead, timeZone: string): string {
  const { messages, costUsd, certainty } = totals;
  const cost = formatAbout(parseUsd(costUsd), certainty === "exact");
  const facts = [dateTime(createdAt, timeZone), messages === 1 ? "1 message" : `${messages} messages`, cost];
  return `*${[...facts, ...(category ? [plain(category.name)] : [])].join(" · ")}*`;
}

function namesOf({ attachments = [] }: FileMessage): string {
  return attachments.map(({ name }) => `\n*Attached: ${plain(name)}*\n`).join("");
}

function lineUnder({ facts }: FileMessage): string {
  if (!facts) return "";
  const said = [plain(facts.model ?? "Unknown model"), ...tokensOf(facts), ...costOf(facts)];
  return `\n*${said.join(" · ")}*\n`;
}

function tokensOf({ inputTokens, outputTokens }: FileFacts): string[] {
  if (inputTokens === null || outputTokens === null) return [];
  return [`${inputTokens.toLocaleString("en-US")} in, ${outputTokens.toLocaleString("en-US")} out`];
}

function costOf({ costUsd, certainty }: FileFacts): string[] {
  if (certainty === null) return [];
  return [costUsd === null ? "no price" : formatAbout(parseUsd(costUsd), certainty === "exact")];
}

/** "22 November 2026, 14:01", in the organisation's zone. */
function dateTime(instant: string, timeZone: string): string {
  const format = { dateStyle: "long", timeStyle: "short", timeZone } as const;
  return new Intl.DateTimeFormat("en-GB", format).format(new Date(instant)).replace(" at ", ", ");
}

/** A name in which Markdown sees nothing but words. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}

/** A block of code that was left open would take in all that follows it. */
export function withClosedFences(text: string): string {
  let open = "";
  for (const line of text.split("\n")) {
    const [, fence = "", rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (!fence) continue;
    if (!open) open = fence.startsWith("`") && rest.includes("`") ? "" : fence;
    else if (fence[0] === open[0] && fence.length >= open.length && !rest.trim()) open = "";
  }
  return open ? `${text}\n${open}` : text;
}
