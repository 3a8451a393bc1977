import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { getEnv } from "@/lib/env";

const ALGORITHM = "aes-256-gcm";
const VERSION = "v1";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a secret is for and whose it is. Only the same two open it, so that no row can lend its secret to another. */
export type Use = {
  /** Each purpose has a key of its own, such as `alert-channel/url`. */
  purpose: string;
  /** The id of the row that it belongs to. */
  owner: string;
};

/** Encrypts a secret for storing, as text. Throws where AUTH_SECRET is not set. */
export function seal(secret: string, use: Use): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyFor(use), iv).setAAD(Buffer.from(use.owner));
  const encrypted = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  const sealed = Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** The secret again; null where it was changed, belongs to another use, or AUTH_SECRET is not the one of then. */
export function open(sealed: string, use: Use): string | null {
  const [version, text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) return null;
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(ALGORITHM, keyFor(use), iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(use.owner))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const secret = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return Buffer.concat([secret, decipher.final()]).toString("utf8");
  } catch {
    // The one thing that ends here is a tag that does not fit.
    return null;
  }
}

function keyFor({ purpose }: Use): Buffer {
  const { AUTH_SECRET } = getEnv();
  if (!AUTH_SECRET) throw new Error("AUTH_SECRET is not set, so nothing can be sealed.");
  return Buffer.from(hkdfSync("sha256", AUTH_SECRET, "", `purser/${purpose}`, KEY_BYTES));
}
