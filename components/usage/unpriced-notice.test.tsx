import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { UnpricedNotice } from "./unpriced-notice";

const unpriced = [{ provider: "anthropic", model: "claude-preview", calls: 1 }];
const markup = (isAdmin: boolean) =>
  renderToStaticMarkup(<UnpricedNotice unpriced={unpriced} isAdmin={isAdmin} />);

test("leads admins to where a price is set, and nobody else", () => {
  expect(markup(true)).toContain('href="/admin/models"');
  expect(markup(false)).toContain("1 call on anthropic/claude-preview has no price");
  expect(markup(false)).not.toContain("href");
});
