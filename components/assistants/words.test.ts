import { describe, expect, test } from "vitest";
import type { ModelOption } from "@/lib/assistants/types";
import { assistantModelWords, makerWords, visibilityWords, weightWords } from "./words";

const small: ModelOption = {
  ...{ id: "openai/gpt-4o-mini", model: "gpt-4o-mini", provider: "openai", label: "gpt-4o-mini" },
  ...{ simulated: false, takesImages: false, free: false, unpriced: false },
  price: { inputPerMillionPicoUsd: 150_000_000_000n, outputPerMillionPicoUsd: 600_000_000_000n },
};

describe("words about assistants", () => {
  test("say who sees them and who made them", () => {
    expect(visibilityWords({ visibility: "me", departmentName: null })).toBe("Only you see it");
    expect(visibilityWords({ visibility: "everyone", departmentName: null })).toBe("For everyone");
    expect(visibilityWords({ visibility: "department", departmentName: "Sales" })).toBe(
      "For department Sales",
    );
    expect(makerWords({ isOwn: true, makerName: "Member 07" })).toBe("By you");
    expect(makerWords({ isOwn: false, makerName: "Member 07" })).toBe("By Member 07");
  });

  test("name the model with its price, and say where it cannot answer", () => {
    expect(assistantModelWords(null, [small])).toBe("With the model you choose");
    expect(assistantModelWords("openai/gpt-4o-mini", [small])).toBe(
      "gpt-4o-mini · $0.15 in, $0.60 out per 1M",
    );
    expect(assistantModelWords("openai/gpt-4o", [small])).toBe(
      "gpt-4o · you cannot use it, another model answers",
    );
  });

  test("say what instructions add, to the last unit", () => {
    const weight = { tokens: 212, addedTokensMax: 200, addedPicoUsdMax: 30_000_000n, model: "gpt-4o-mini" };
    expect(weightWords(weight)).toBe(
      "212 tokens. Adds at most 200 tokens, $0.00003, to each message with gpt-4o-mini.",
    );
    expect(weightWords({ ...weight, tokens: 1, addedPicoUsdMax: null })).toBe(
      "1 token. Adds at most 200 tokens, unpriced, to each message with gpt-4o-mini.",
    );
  });
});
