import type { Conn } from "../client";

/** An organisation to make up. The same options make the same one, to the last unit. */
export type SeedOptions = {
  members: number;
  /** The first and the last civil day with usage. */
  firstDay: string;
  lastDay: string;
  timeZone: string;
  /** Nothing happens after this instant. */
  now: Date;
  seed: number;
  /** How many answers in all; without it, about as many as such an organisation asks for. */
  answers?: number | undefined;
  /** With everything that an answer leaves (threads, runs, attempts, holds, messages), or the ledger's rows alone. */
  depth: "everything" | "ledger";
  signal?: AbortSignal | undefined;
  /** Called once a day with how many days there are. */
  onDay?: ((days: number) => void) | undefined;
};

/** One connection of the caller's own: what is made up lies in temporary tables until it is written. */
export type SeedConn = Conn;

/** Whose addresses lie here belongs to a made-up organisation: nobody can have one. */
export const SEED_DOMAIN = "demo.invalid";
