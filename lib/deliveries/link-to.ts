import { getEnv } from "@/lib/env";

/** Where one reads on: the address that people open, and a page of it. */
export function linkTo(path: string): string {
  const { AUTH_URL, PORT } = getEnv();
  return new URL(path, AUTH_URL ?? `http://localhost:${PORT}`).href;
}
