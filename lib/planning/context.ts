/** A thread that is never closed: so many messages a month, of so many tokens with their answers. */
export type OpenThread = { messagesPerMonth: number; tokensPerMessage: number };

/** Tokens that a message is sent with in the middle of a month, the first being 1. */
export function averageContext({ messagesPerMonth, tokensPerMessage }: OpenThread, month: number): number {
  return messagesPerMonth * tokensPerMessage * (month - 0.5);
}

/** Months until the thread no longer fits into the window; null for one that does not grow. */
export function monthsUntilFull(thread: OpenThread, windowTokens: number): number | null {
  const perMonth = thread.messagesPerMonth * thread.tokensPerMessage;
  return perMonth === 0 ? null : windowTokens / perMonth;
}
