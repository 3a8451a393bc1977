import { expect, test } from "vitest";
import { misread } from "../../misread";
import { knownFilter, memberParams, readMemberFilter } from "./query";

const GROUPS = { departments: [{ id: "sales" }], plans: [{ id: "basic" }] };

test("the members are not filtered by a group that there is not, and the page says so", () => {
  const params = { q: "07", department: "gone", plan: "basic" };
  const filter = knownFilter(readMemberFilter(params), GROUPS);
  expect(filter).toMatchObject({ text: "07", departmentId: undefined, planId: "basic" });
  expect(misread(params, memberParams(filter))).toBe(
    "“department” in this address is not understood: the page is shown without it.",
  );
});
