import { billOfCalls } from "./bill";
import { billOfThreads } from "./history";
import { ratio } from "./ratio";
import type { Bill, CallTerms, Tokens } from "./types";

export type ScenarioInput = Tokens & {
  members: number;
  messagesPerMember: number;
  /** Hundredths: 250 are 2.5 threads each. */
  threadsPerMemberHundredths: number;
};

export type Scenario = {
  messages: bigint;
  threads: bigint;
  /** As if no message needed what was said before. */
  messagesOnly: Bill;
  /** One thread for each member, sent again with every message. */
  oneThread: Bill;
  /** The same with a cache of the provider that never misses. */
  oneThreadCached: Bill;
  /** The messages spread over several threads. */
  severalThreads: Bill;
  severalThreadsCached: Bill;
  /** Input tokens of one thread per member by those of the messages alone; null where there are none. */
  historyMultiple: number | null;
};

/** What a month of messages alike costs, with and without the history that is sent along. */
export function planScenario(input: ScenarioInput, terms: CallTerms): Scenario {
  const members = BigInt(input.members);
  const messages = members * BigInt(input.messagesPerMember);
  const threads = (members * BigInt(input.threadsPerMemberHundredths) + 99n) / 100n;
  const messagesOnly = billOfCalls(messages, input, terms);
  const oneThread = billOfThreads({ messages, threads: members }, input, { terms });
  return {
    messages,
    threads,
    messagesOnly,
    oneThread,
    oneThreadCached: billOfThreads({ messages, threads: members }, input, { terms, cache: "always" }),
    severalThreads: billOfThreads({ messages, threads }, input, { terms }),
    severalThreadsCached: billOfThreads({ messages, threads }, input, { terms, cache: "always" }),
    historyMultiple: ratio(oneThread.inputTokens, messagesOnly.inputTokens),
  };
}
