/**
 * The address of a picture that may be loaded: https at its usual port, at an allowed host, without a name and a
 * password. The rules are those of the page's policy: `*.example.org` is everything below that name and not the name
 * itself. Null for every other address, and for what is none.
 */
export function pictureAddress(src: string | undefined, hosts: readonly string[]): string | null {
  if (!src || hosts.length === 0 || !URL.canParse(src)) return null;
  const { protocol, hostname, port, username, password, href } = new URL(src);
  if (protocol !== "https:" || port || username || password) return null;
  return hosts.some((host) => isOf(hostname, host)) ? href : null;
}

function isOf(hostname: string, host: string): boolean {
  return host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host;
}
