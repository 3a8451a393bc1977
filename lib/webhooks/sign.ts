import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";

const SECRET_BYTES = 32;

/** A secret as Standard Webhooks writes it, `whsec_…`. */
export function makeSigningSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}

export type Signing = { id: string; body: string; secret: string; at: Date };

/** The headers by which a receiver knows who sent a body, that it was not changed, and whether it came before. */
export function signatureHeaders({ id, body, secret, at }: Signing): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
}
