import { AppError } from "@/lib/errors";
import { isPrivateAllowed, listProviders, readProviderUrl } from "@/lib/providers";
import type { ProviderDialect } from "./types";

export const PROVIDERS_MAX = 20;
const KEY_MAX = 1_000;
/** A slash would end it in `provider/model`. */
const NAME = /^[a-z0-9][a-z0-9-]{0,29}$/;
/** Whoever is called so costs nothing real. */
const RESERVED = "demo";
/** Under this name every model has the price of zero. */
const FREE = "ollama";

export type NewProvider = { name: string; baseUrl: string; dialect: ProviderDialect; apiKey: string };

/**
 * What an admin entered. A name that the price book knows is taken for any address, since gateways that charge what
 * makers do are meant to have one; the page says whose prices hold. Throws `invalid` with the field.
 */
export function readProvider({ name, baseUrl, dialect, apiKey }: NewProvider): NewProvider {
  const called = name.trim().toLowerCase();
  if (!NAME.test(called)) {
    throw refuse("name", "Enter a name of at most 30 small letters, digits and hyphens, such as openai.");
  }
  if (called === RESERVED || listProviders().some(({ id }) => id === called)) {
    throw refuse("name", `${called} is set by the environment: choose another name.`);
  }
  const url = readProviderUrl(baseUrl.trim());
  if (called === FREE && !isPrivateAllowed(url)) {
    throw refuse("name", `Models of ${FREE} cost nothing: only a host in PROVIDER_HOSTS can be called so.`);
  }
  return { name: called, baseUrl: url.href, dialect, apiKey: readKey(apiKey) };
}

/** A key as it can be sent in a header. Throws `invalid`. */
export function readKey(text: string): string {
  const key = text.trim();
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > KEY_MAX) {
    throw refuse("apiKey", "Enter the key as the provider shows it, in one line without spaces.");
  }
  return key;
}

function refuse(field: string, sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field } });
}
