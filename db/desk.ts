import type { Conn } from "./client";
import { isConnectionFailure } from "./connection-failure";

const SERVED_AT_ONCE_MAX = 64;

type Waiting<Ask, Answer> = {
  ask: Ask;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/**
 * Serves one ask at once, and those that come meanwhile together in the next go: when many arrive, a transaction is
 * shared by all of them instead of each waiting for the budgets' rows in its turn. What fails together is tried
 * again one by one, so that nobody fails for another's sake.
 */
export class Desk<Ask, Answer> {
  #waiting: Waiting<Ask, Answer>[] = [];
  #isServing = false;

  constructor(private readonly serve: (asks: Ask[]) => Promise<Answer[]>) {}

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ask, resolve, reject });
      if (!this.#isServing) void this.#serveAll();
    });
  }

  async #serveAll(): Promise<void> {
    this.#isServing = true;
    // What arrives in this turn of the event loop goes together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      await this.#serveSome(this.#waiting.splice(0, SERVED_AT_ONCE_MAX));
    }
    this.#isServing = false;
  }

  async #serveSome(group: Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await this.serve(group.map(({ ask }) => ask));
      group.forEach(({ resolve, reject }, n) => {
        const answer = answers[n];
        if (answer === undefined) reject(new Error("An ask was given no answer."));
        else resolve(answer);
      });
    } catch (error) {
      if (group.length === 1 || isConnectionFailure(error)) for (const { reject } of group) reject(error);
      else for (const single of group) await this.#serveSome([single]);
    }
  }
}

/** A desk for each connection, made when it is first asked. */
export function deskPerConnection<Ask, Answer>(
  serve: (db: Conn, asks: Ask[]) => Promise<Answer[]>,
): (db: Conn) => Desk<Ask, Answer> {
  const desks = new WeakMap<Conn, Desk<Ask, Answer>>();
  return (db) => {
    const known = desks.get(db);
    if (known) return known;
    const desk = new Desk<Ask, Answer>((asks) => serve(db, asks));
    desks.set(db, desk);
    return desk;
  };
}
