const ANY_ORIGIN = "http://same.invalid";

/** The path to return to after sign-in; "/" for anything that would leave this site. */
export function sameOriginPath(next: string | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, ANY_ORIGIN)) return "/";
  const url = new URL(next, ANY_ORIGIN);
  return url.origin === ANY_ORIGIN ? `${url.pathname}${url.search}${url.hash}` : "/";
}
