import { AppError, isAppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { breather } from "../context/breathe";
import { countGently } from "../context/count-gently";
import type { ImportReport } from "../types";
import { countFiles } from "./attached";
import { type IncomingThread, unreadable } from "./incoming";
import { isChatGpt, readChatGptThread } from "./read-chatgpt";
import { readPurserThread } from "./read-purser";
import { otherKind, parse, ThreadSplitter } from "./split-threads";
import { type CountedThread, hasThread, storeThread } from "./store-thread";

/** The largest file that is taken, in bytes. */
export const IMPORT_BYTES_MAX = 100 * 1024 * 1024;
/** More than so many reasons nobody reads. */
const REASONS_MAX = 50;

/** Whoever imports a file at this moment, in this process. */
const underWay = new Set<string>();

/**
 * Takes in the threads of a file as it comes: our own export, or ChatGPT's `conversations.json`. Each thread is stored
 * as a whole or left out with a reason, and one that is there already is passed, so that a file can be sent again.
 * What it says of costs is kept beside the ledger. Throws `invalid` where nothing of the file could be read, and
 * `conflict` while another import of the caller's goes on.
 */
export async function importThreads(
  ctx: Ctx,
  { chunks }: { chunks: AsyncIterable<Uint8Array> },
): Promise<ImportReport> {
  const { userId } = ctx.actor;
  if (underWay.has(userId)) {
    throw new AppError("conflict", "Another file of yours is being imported: wait until it is done.");
  }
  underWay.add(userId);
  try {
    return await importAll(ctx, chunks);
  } finally {
    underWay.delete(userId);
  }
}

async function importAll(ctx: Ctx, chunks: AsyncIterable<Uint8Array>): Promise<ImportReport> {
  const report: ImportReport = { threads: 0, messages: 0, known: 0, leftOut: 0, reasons: [], fault: null };
  const now = new Date();
  const breathe = breather();
  let position = 0;
  try {
    for await (const text of textsOf(chunks, breathe)) {
      position += 1;
      const value = text === null ? null : parse(text);
      if (position === 1 && value && !isThread(value)) throw otherKind();
      await importOne(ctx, report, { value, position, now, breathe });
      await breathe();
    }
  } catch (error) {
    if (!isAppError(error) || report.threads + report.known + report.leftOut === 0) throw error;
    report.fault = error.message;
  }
  return report;
}

/** `value` is null for a thread that is too large, and undefined for one that is no JSON. */
type One = { value: unknown; position: number; now: Date; breathe: () => Promise<void> };

async function importOne(ctx: Ctx, report: ImportReport, { value, position, now, breathe }: One) {
  try {
    const thread = readThread(value, now);
    const isKnown = await hasThread(ctx, thread.key);
    if (isKnown || !(await storeThread(ctx, await counted(thread, breathe)))) {
      report.known += 1;
      return;
    }
    report.threads += 1;
    report.messages += thread.messages.length;
  } catch (error) {
    if (!isAppError(error)) throw error;
    report.leftOut += 1;
    if (report.reasons.length < REASONS_MAX) report.reasons.push(`Thread ${position}${error.message}`);
  }
}

function readThread(value: unknown, now: Date): IncomingThread {
  if (value === null) throw unreadable("it is larger than 32 MB.");
  if (value === undefined) throw unreadable("it is damaged.");
  return isChatGpt(value) ? readChatGptThread(value, now) : readPurserThread(value, now);
}

/** Whether it looks like a thread of one of the two kinds. */
function isThread(value: unknown): boolean {
  return isChatGpt(value) || (typeof value === "object" && value !== null && "messages" in value);
}

async function counted(thread: IncomingThread, breathe: () => Promise<void>): Promise<CountedThread> {
  const contentTokens: number[] = [];
  const messages: CountedThread["messages"] = [];
  for (const message of thread.messages) {
    contentTokens.push(await countGently(message.text, breathe));
    messages.push({ ...message, files: await countFiles(message, breathe) });
  }
  return { ...thread, messages, contentTokens };
}

async function* textsOf(
  chunks: AsyncIterable<Uint8Array>,
  breathe: () => Promise<void>,
): AsyncGenerator<string | null> {
  const splitter = new ThreadSplitter();
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const chunk of arriving(chunks)) {
    if (bytes === 0) refuseArchive(chunk);
    bytes += chunk.byteLength;
    if (bytes > IMPORT_BYTES_MAX) throw tooLarge();
    yield* splitter.take(decoder.decode(chunk, { stream: true }));
    await breathe();
  }
  yield* splitter.take(decoder.decode());
  splitter.finish();
}

/** An upload that breaks off is a fault of the file's way here, and of nothing else. */
async function* arriving(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw brokenOff(error);
  }
}

function brokenOff(cause: unknown): AppError {
  return new AppError("invalid", "The file did not arrive whole: send it again.", { cause });
}

/** ChatGPT sends an archive with the file in it. */
function refuseArchive([first, second]: Uint8Array): void {
  if (first !== 0x50 || second !== 0x4b) return;
  throw new AppError("invalid", "This is an archive: unpack it, and choose conversations.json from it.");
}

function tooLarge(): AppError {
  return new AppError("invalid", "A file has at most 100 MB: export a smaller part of your threads.");
}
