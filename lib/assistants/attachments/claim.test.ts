import { expect, test } from "vitest";
import { claimsOf, grant } from "./claim";

function claims(...ids: string[]) {
  return claimsOf(
    ids.map((id) => ({ id })),
    { messageId: "m", userId: "u", areNew: true },
  );
}

test("One message gets an attachment; one that does not get all of its own takes none from others", () => {
  const wanted = [claims("a", "gone"), claims("a"), claims("a", "b"), claims("b"), claims()];
  expect(grant(wanted, ["a", "b"])).toEqual([false, true, false, true, true]);
});
