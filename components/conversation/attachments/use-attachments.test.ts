import { describe, expect, test } from "vitest";
import { sizeWords } from "./sizes";
import type { Attaching } from "./types";
import { blockedBy } from "./use-attachments";

const file = (kind: "text" | "image", state?: Attaching["state"]): Attaching => ({
  ...{ key: kind, name: kind, kind, pasted: false },
  state: state ?? { is: "ready", attachment: { id: kind, name: kind, kind, bytes: 1 } },
});
const blind = { label: "o3-mini", takesImages: false };

describe("blockedBy", () => {
  test("lets texts go to every model and images to those that see", () => {
    expect(blockedBy([], blind)).toBeNull();
    expect(blockedBy([file("text")], blind)).toBeNull();
    expect(blockedBy([file("image")], { ...blind, takesImages: true })).toBeNull();
    expect(blockedBy([file("text"), file("image")], blind)).toMatch(
      /^o3-mini reads no images: choose another model/,
    );
  });

  test("waits for what is on its way, and for the member where something was refused", () => {
    const way = file("text", { is: "uploading", done: 0.5 });
    expect(blockedBy([way], blind)).toBe("");
    expect(blockedBy([way, file("text", { is: "refused", message: "No.", canRetry: false })], blind)).toMatch(
      /^Remove/,
    );
  });
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [999_499, "999 kB"],
  [999_500, "1.0 MB"],
  [7_940_000, "7.9 MB"],
])("%i bytes are %s", (bytes, said) => {
  expect(sizeWords(bytes)).toBe(said);
});
