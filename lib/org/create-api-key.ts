import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { apiKeys } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { readField } from "./fields";
import { findMemberByEmail } from "./find-member";
import { hashToken, newToken } from "./token";

const PREFIX_LENGTH = 10;

/** For the command line. The key is in the answer and nowhere else: only its SHA-256 and first characters are stored. */
export async function createApiKey(
  db: Conn,
  input: { email: string; name: string },
): Promise<{ key: string }> {
  const name = readField("name", input.name);
  const member = await findMemberByEmail(db, input.email);
  if (!member || member.disabled) {
    throw new AppError("not_found", `There is no active member with the e-mail ${input.email}.`);
  }
  const key = `pk_${newToken()}`;
  await db.insert(apiKeys).values({
    id: newId(),
    userId: member.userId,
    name,
    prefix: key.slice(0, PREFIX_LENGTH),
    keyHash: hashToken(key),
  });
  return { key };
}
