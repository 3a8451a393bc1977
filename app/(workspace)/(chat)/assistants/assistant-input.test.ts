import { describe, expect, test } from "vitest";
import { assistantInput } from "./assistant-input";

const typed = {
  ...{ name: "Notes", description: "", instructions: "Take notes.", model: "", outputTokensMax: "" },
  sharing: "me",
};

describe("the form of an assistant", () => {
  test("reads what is left empty as not set", () => {
    expect(assistantInput.parse(typed)).toEqual({
      ...{ name: "Notes", description: "", instructions: "Take notes.", model: null, outputTokensMax: null },
      sharing: { visibility: "me" },
    });
  });

  test("reads numbers as people write them, and a department by its id", () => {
    const departmentId = "0190a0b0-0000-7000-8000-000000000000";
    const read = assistantInput.parse({
      ...typed,
      ...{ outputTokensMax: " 1,024 ", model: "openai/gpt-4o", sharing: `department:${departmentId}` },
    });
    expect(read).toMatchObject({
      ...{ outputTokensMax: 1_024, model: "openai/gpt-4o" },
      sharing: { visibility: "department", departmentId },
    });
  });

  test.each([
    ["outputTokensMax", "many"],
    ["outputTokensMax", "-300"],
    ["sharing", "department:sales"],
    ["sharing", "all"],
  ])("refuses %s of %s", (field, value) => {
    const parsed = assistantInput.safeParse({ ...typed, [field]: value });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});
