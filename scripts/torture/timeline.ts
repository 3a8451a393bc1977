import type { Fault } from "./schedule/types";

/** A fault as it came. Times are milliseconds since 1970, by the clock that the database has too. */
export type Happened = {
  fault: Fault;
  fromMs: number;
  /** When it was over: the process serves again, the database answers again. */
  toMs: number | null;
  /** The process that it befell, where it was one. */
  incarnation: number | null;
  /** For faults of the database: how long each instance took from then on until an answer streamed again. */
  streamingAgainMs: number[];
};

export type Timeline = {
  begin(fault: Fault, incarnation?: number): Happened;
  happened(): readonly Happened[];
};

export function createTimeline(): Timeline {
  const all: Happened[] = [];
  return {
    begin(fault, incarnation) {
      const one: Happened = {
        fault,
        fromMs: Date.now(),
        toMs: null,
        incarnation: incarnation ?? null,
        streamingAgainMs: [],
      };
      all.push(one);
      return one;
    },
    happened: () => all,
  };
}
