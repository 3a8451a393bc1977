import { type SQL, sql } from "drizzle-orm";
import { isOneOf, recordset } from "@/db/recordset";
import { AppError } from "@/lib/errors";

/** An attachment that a new message is sent with; `isNew` where no message was sent with it before. */
export type Claim = {
  messageId: string;
  attachmentId: string;
  userId: string;
  position: number;
  isNew: boolean;
};

/** What a new message is sent with, in this order; `areNew` where no message was sent with it before. */
export function claimsOf(
  attached: readonly { id: string }[],
  { areNew, ...message }: { messageId: string; userId: string; areNew: boolean },
): Claim[] {
  return attached.map(({ id }, n) => ({ ...message, attachmentId: id, position: n + 1, isNew: areNew }));
}

/** Locks members' own unsent files until the commit, in the order of their ids; those that are not are not in it. */
export function lockUnsent(claims: readonly Claim[]): SQL {
  return sql`
    select a.id from attachments a
    join ${recordset(claims, '"attachmentId" uuid, "userId" uuid')} on item."attachmentId" = a.id and item."userId" = a.user_id
    where ${isOneOf(
      sql`a.id`,
      claims.map(({ attachmentId }) => attachmentId),
    )} and a.sent_at is null
    order by a.id for update of a`;
}

/**
 * Locks what messages were sent with before against being erased, until the commit. What is locked for that at this
 * moment is not in it: nobody waits for it.
 */
export function lockSent(claims: readonly Claim[]): SQL {
  const ids = claims.map(({ attachmentId }) => attachmentId);
  return sql`
    select a.id from attachments a where ${isOneOf(sql`a.id`, ids)} order by a.id for key share skip locked`;
}

/**
 * Of messages with new attachments, in their order, which get all of theirs, so that no two get the same; `free` are
 * those that no message had before. Who does not get all leaves the others theirs.
 */
export function grant(wanted: readonly (readonly Claim[])[], free: Iterable<string>): boolean[] {
  const left = new Set(free);
  return wanted.map((claims) => {
    const ids = claims.map(({ attachmentId }) => attachmentId);
    const isGranted = ids.every((id) => left.has(id));
    if (isGranted) for (const id of ids) left.delete(id);
    return isGranted;
  });
}

/** Puts attachments with their messages, once both are there. */
export function insertClaims(claims: readonly Claim[]): SQL {
  const columns = '"messageId" uuid, "attachmentId" uuid, position int';
  return sql`
    with claimed as (
      update attachments set sent_at = now() where sent_at is null and ${isOneOf(
        sql`id`,
        claims.map(({ attachmentId }) => attachmentId),
      )})
    insert into message_attachments (message_id, attachment_id, position)
    select "messageId", "attachmentId", position from ${recordset(claims, columns)}`;
}

export function alreadySent(): AppError {
  return new AppError(
    "conflict",
    "An attachment was sent with another message already, or is being sent with one: remove it and attach the file again.",
  );
}

export function beingErased(): AppError {
  return new AppError(
    "conflict",
    "A thread with the same attachment is being erased: send the message again in a moment.",
  );
}
