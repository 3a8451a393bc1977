import { type Access, isAdminPage, PAGES, ROUTES } from "./expected";
import type { Route } from "./surface";

/** `own` is the member whose things are asked about; `owner` the organisation's. */
export const ROLES = ["visitor", "stranger", "own", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

type Asking = { role: Role; isMissing: boolean };

const OPENS = /^(200|307)$/;
const MISSING = /^404$/;

const mayAdminister = (role: Role) => role === "admin" || role === "owner";

/** What a page answers: its status, or `sign-in` where it sends to that page. */
export function rightPage(page: string, { role, isMissing }: Asking): RegExp {
  const access = PAGES[page];
  // An invitation that is not open says so, and the set-up page is gone once it was used.
  if (access === "open") return page === "/setup" ? MISSING : OPENS;
  if (role === "visitor") return /^sign-in$/;
  if (isAdminPage(page)) return mayAdminister(role) && !isMissing ? OPENS : MISSING;
  if (isMissing) return MISSING;
  return access === "own" && role !== "own" ? MISSING : OPENS;
}

/** Served, or refused for what was sent with it, but neither as a stranger nor as missing. */
const SERVED = /^(2\d\d|422)$/;

/** What a route answers. The one that is no admin's and has no line in the table is right for nobody. */
export function rightRoute({ method, address, door }: Route, { role, isMissing }: Asking): RegExp {
  if (door === "program") return /^401$/;
  const access: Access | undefined = door === "admin" ? undefined : ROUTES[`${method} ${address}`];
  if (access === "open") return OPENS;
  if (access === undefined && door !== "admin") return /^a line in the table$/;
  if (role === "visitor") return /^401$/;
  if (isMissing) return MISSING;
  if (door === "admin") return mayAdminister(role) ? SERVED : MISSING;
  return access === "own" && role !== "own" ? MISSING : SERVED;
}
