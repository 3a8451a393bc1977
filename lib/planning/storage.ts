import type { PicoUsd } from "@/lib/money";

export type StorageInput = { threads: number; messagesPerThread: number; tokensPerMessage: number };

export type Storage = { messages: bigint; tokens: bigint; bytes: bigint };

/** English text has about four bytes to a token. */
const BYTES_PER_TOKEN = 4n;
/** What a message takes beside its text: its row, its run, attempt and ledger entry, and their indexes. */
const BYTES_PER_MESSAGE = 2_000n;

/** About how much of the organisation's own database so many threads fill. */
export function planStorage({ threads, messagesPerThread, tokensPerMessage }: StorageInput): Storage {
  const messages = BigInt(threads) * BigInt(messagesPerThread);
  const tokens = messages * BigInt(tokensPerMessage);
  return { messages, tokens, bytes: tokens * BYTES_PER_TOKEN + messages * BYTES_PER_MESSAGE };
}

/** What a provider that billed stored tokens by the day would take; for threads none does, and the fee is zero. */
export function storageFee(tokens: bigint, fee: { perMillionPicoUsd: PicoUsd; days: number }): PicoUsd {
  return (tokens * fee.perMillionPicoUsd * BigInt(fee.days)) / 1_000_000n;
}
