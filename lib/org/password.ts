import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/errors";

/** OWASP's figures for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const LENGTH_MIN = 10;
const BYTES_MAX = 200;

const COMMON = new Set([
  "1234567890",
  "0123456789",
  "12345678910",
  "1q2w3e4r5t",
  "qwertyuiop",
  "qwerty12345",
  "qwerty123456",
  "password12",
  "password123",
  "password1234",
  "passwordpassword",
  "letmein123",
  "iloveyou12",
  "welcome123",
  "administrator",
  "changeme123",
  "aaaaaaaaaa",
  "1111111111",
  "0000000000",
  "abcdefghij",
  "abcd123456",
  "purserpurser",
]);

let dummy: Promise<string> | undefined;

/** Throws `invalid` with what to change when a password is too short, too long, common or the email itself. */
export function checkPassword(password: string, email: string, field = "password"): void {
  const problem = passwordProblem(password) ?? sameAsEmail(password, email);
  if (problem) throw new AppError("invalid", problem, { details: { field } });
}

/** What is wrong with a new password by itself, in a sentence; null where nothing is. */
export function passwordProblem(password: string): string | null {
  const plain = password.toLowerCase();
  if (Array.from(password).length < LENGTH_MIN)
    return `Choose a password of at least ${LENGTH_MIN} characters.`;
  if (Buffer.byteLength(password) > BYTES_MAX) return "Choose a shorter password: 200 bytes at most.";
  if (COMMON.has(plain)) return "This password is one of the first that attackers try. Choose another one.";
  return null;
}

function sameAsEmail(password: string, email: string): string | null {
  const isSame = password.toLowerCase() === email.trim().toLowerCase();
  return isSame ? "Choose a password that is not your email address." : null;
}

/** argon2id in its own text form, which carries the parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID);
}

/** Compares with a stored hash; without one does the same work and answers false, so that time tells nothing. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (Buffer.byteLength(password) > BYTES_MAX) return false;
  dummy ??= hashPassword("no member has this password");
  const matches = await verify(passwordHash ?? (await dummy), password);
  return matches && passwordHash !== null;
}
