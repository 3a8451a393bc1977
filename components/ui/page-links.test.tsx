import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { PageLinks } from "./page-links";

type Props = Parameters<typeof PageLinks>[0];

const linksOf = (props: Omit<Props, "path">) =>
  [
    ...renderToStaticMarkup(<PageLinks path="/admin/members" {...props} />).matchAll(/href="(.*?)">(.*?)</g),
  ].map(([, href, words]) => `${words}: ${href?.replaceAll("&amp;", "&")}`);

test("a list of one page has no links", () => {
  expect(renderToStaticMarkup(<PageLinks path="/admin/members" cursor={undefined} nextCursor={null} />)).toBe(
    "",
  );
});

test("links go to the next page and back to the first, and keep what the list is filtered by", () => {
  const keep = { q: "a & b", scope: undefined, by: "" };
  expect(linksOf({ keep, cursor: undefined, nextCursor: "2~b" })).toEqual([
    "Next page: /admin/members?q=a+%26+b&after=2%7Eb",
  ]);
  expect(linksOf({ keep, cursor: "2~b", nextCursor: "3" })).toEqual([
    "First page: /admin/members?q=a+%26+b",
    "Next page: /admin/members?q=a+%26+b&after=3",
  ]);
  expect(linksOf({ cursor: "3", nextCursor: null })).toEqual(["First page: /admin/members"]);
});
