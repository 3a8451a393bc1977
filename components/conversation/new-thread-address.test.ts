import { describe, expect, test } from "vitest";
import { newThreadAddress } from "./new-thread-address";

describe("newThreadAddress", () => {
  test.each([
    ["", { assistant: "a1" }, "/?assistant=a1"],
    ["?assistant=a1", { assistant: null }, "/"],
    ["?assistant=a1", { temporary: true }, "/?assistant=a1&temporary"],
    ["?temporary", { assistant: "a1" }, "/?assistant=a1&temporary"],
    ["?assistant=a1&temporary", { temporary: false }, "/?assistant=a1"],
    ["?temporary", { temporary: false }, "/"],
    ["", { temporary: true }, "/?temporary"],
  ])("keeps what is not wished otherwise: %j and %j", (search, wish, address) => {
    expect(newThreadAddress(search, wish)).toBe(address);
  });
});
