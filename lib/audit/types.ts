import type { AUDIT_ACTS, AUDIT_VIAS, AuditDetails } from "@/db/schema";

/** What was done, as `subject.verb`. */
export type Act = (typeof AUDIT_ACTS)[number];

/** Who acts where nobody is signed in: the command line, or Purser itself. */
export type Via = (typeof AUDIT_VIAS)[number];

/** Small facts with units in their names (`limitPicoUsd`); never a message, an instruction or a secret. */
export type Details = AuditDetails;

/** Who does it. With `via` the row names no member, since nobody knows who sat there. */
export type Who = { userId: string | null; via?: Via | undefined };

export type Subject = {
  kind: string;
  id: string | null;
  /** What it is called now; the row keeps it when the thing is gone. */
  name: string | null;
};

/** What verbs tell about an act; bigints are written as decimal text. */
export type Told = {
  act: Act;
  subject: Subject;
  before?: Facts | null | undefined;
  after?: Facts | null | undefined;
};
export type Facts = Record<string, Details[string] | bigint | Date | undefined>;

/** A row of the log as admins see it. */
export type AuditRow = {
  id: string;
  /** Its place in the chain, from 1 on. */
  seq: number;
  who: { userId: string; name: string } | { via: Via };
  act: Act;
  subject: Subject;
  before: Details | null;
  after: Details | null;
  occurredAt: Date;
  /** SHA-256 in hexadecimal. */
  hash: string;
};

/** A row of the chain as somebody noted it; the hash in hexadecimal. */
export type ChainPlace = { seq: number; hash: string };

/** Whether the chain holds. `verified` is the last sequence up to which it does. */
export type ChainReport = {
  verified: number;
  /** The hash of the row with the sequence `verified`, in hexadecimal; null for an empty log. */
  head: string | null;
  broken: { seq: number; why: string } | null;
};
