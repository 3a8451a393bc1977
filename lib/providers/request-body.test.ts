import { describe, expect, test } from "vitest";
import { chatBody, responsesBody } from "./request-body";
import type { ProviderRequest } from "./types";

const request: ProviderRequest = {
  model: "gpt-4o",
  outputTokensMax: 100,
  messages: [
    { role: "system", content: "Be brief." },
    {
      role: "user",
      content: "What is this?",
      parts: [
        { type: "text", text: "[Attached file: a.txt]\nOne" },
        { type: "image", url: "data:image/png;base64,AA==" },
      ],
    },
    { role: "assistant", content: "A picture." },
    { role: "user", content: "", parts: [{ type: "text", text: "[image: b.png]" }] },
  ],
};

describe("what goes with a message", () => {
  test("stands before its text in the Responses dialect, and an empty text is left out", () => {
    expect(responsesBody({ id: "openai" }, request).input).toEqual([
      {
        role: "user",
        content: [
          { type: "input_text", text: "[Attached file: a.txt]\nOne" },
          { type: "input_image", image_url: "data:image/png;base64,AA==", detail: "high" },
          { type: "input_text", text: "What is this?" },
        ],
      },
      { role: "assistant", content: "A picture." },
      { role: "user", content: [{ type: "input_text", text: "[image: b.png]" }] },
    ]);
  });

  test("stands before its text in the chat dialect", () => {
    expect(chatBody({ id: "compatible" }, request).messages).toEqual([
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "[Attached file: a.txt]\nOne" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AA==", detail: "high" } },
          { type: "text", text: "What is this?" },
        ],
      },
      { role: "assistant", content: "A picture." },
      { role: "user", content: [{ type: "text", text: "[image: b.png]" }] },
    ]);
  });
});
