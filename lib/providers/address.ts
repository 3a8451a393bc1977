import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";

const URL_MAX = 500;

/**
 * The address of a provider as an admin entered it. Throws `invalid` for what is none, and for plain http to a host that
 * PROVIDER_HOSTS does not name.
 */
export function readProviderUrl(text: string): URL {
  const url = URL.canParse(text) && text.length <= URL_MAX ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw refuse("Enter an address that begins with https://, such as https://api.openai.com/v1.");
  }
  if (url.username || url.password) throw refuse("Enter the address without a name and password in it.");
  if (url.search || url.hash) throw refuse("Enter the address without anything behind a ? or #.");
  if (url.protocol === "http:" && !isPrivateAllowed(url)) {
    throw refuse(
      "Enter an address that begins with https://; plain http goes only to hosts in PROVIDER_HOSTS.",
    );
  }
  return url;
}

/** Whether PROVIDER_HOSTS names it, by the host with its port, or by the host alone for any port. */
export function isPrivateAllowed({ hostname, port, protocol }: URL): boolean {
  // An address has no port where it is the one that its scheme has by itself.
  const host = `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
  const allowed = (getEnv().PROVIDER_HOSTS ?? "").split(",").map((one) => one.trim().toLowerCase());
  return allowed.includes(host) || allowed.includes(hostname);
}

function refuse(sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field: "baseUrl" } });
}
