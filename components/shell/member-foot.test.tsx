import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { MemberFoot } from "./member-foot";

const foot = (hasAnswer: boolean) =>
  renderToStaticMarkup(<MemberFoot name="Member 07" isAdmin={false} hasAnswer={hasAnswer} />);

describe("MemberFoot", () => {
  test("says beside the way to usage that a request is answered, and nothing while none is", () => {
    expect(foot(true)).toContain("your request for budget is answered");
    expect(foot(false)).not.toContain("request");
  });
});
