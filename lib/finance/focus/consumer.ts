import { createHmac, hkdfSync } from "node:crypto";

const LABEL = "purser focus consumer";

/**
 * A member's name in the export: the same in every file of this installation, and not to be led back to the member
 * without its secret. Keyed by HKDF-SHA-256 of AUTH_SECRET, so that no session can be made of it; whoever changes
 * AUTH_SECRET changes all of them.
 */
export function consumerNames(secret: string): (userId: string) => string {
  if (secret === "") throw new Error("Consumers need AUTH_SECRET, which the launcher makes.");
  const key = Buffer.from(hkdfSync("sha256", secret, "", LABEL, 32));
  return (userId) => createHmac("sha256", key).update(userId).digest("hex").slice(0, 32);
}
