import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as 43 characters that are safe in an address. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a token. It is random enough that no salt is needed. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
