import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { COST_VIEWS_MAX, createCostView, deleteCostView, listCostViews, renameCostView } from "..";
import { givenMember } from "../testing/rows";

const db = useTestDb();
const VIEW = { name: "Sales by model", search: "by=model&department=x" };

describe("cost views", () => {
  test("are kept by name, renamed, deleted, and brought back", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      await createCostView(admin, { name: "  zebra \n view ", search: "" });
      const { viewId } = await createCostView(admin, VIEW);
      const names = async () => (await listCostViews(admin)).map(({ name }) => name);
      expect(await names()).toEqual(["Sales by model", "zebra view"]);
      expect(await renameCostView(admin, { viewId, name: "Zoo" })).toEqual({ name: VIEW.name });
      expect(await names()).toEqual(["zebra view", "Zoo"]);
      const deleted = await deleteCostView(admin, { viewId });
      expect(deleted).toEqual({ ...VIEW, name: "Zoo" });
      expect(await names()).toEqual(["zebra view"]);
      await createCostView(admin, deleted);
      expect(await listCostViews(admin)).toMatchObject([{ name: "zebra view" }, deleted]);
    }));

  test("have names of their own, whatever the letter case", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const { viewId } = await createCostView(admin, { ...VIEW, name: "Other" });
      await createCostView(admin, VIEW);
      const taken = { code: "conflict", details: { field: "name" } };
      await expect(
        tx.transaction((inner) =>
          createCostView({ ...admin, db: inner }, { ...VIEW, name: "SALES by model" }),
        ),
      ).rejects.toMatchObject(taken);
      await expect(renameCostView(admin, { viewId, name: VIEW.name })).rejects.toMatchObject(taken);
      const another = await givenMember(tx, "Member 02", "admin");
      await createCostView(another, VIEW);
    }));

  test("are at most fifty", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      for (let n = 0; n < COST_VIEWS_MAX; n++) await createCostView(admin, { ...VIEW, name: `View ${n}` });
      await expect(createCostView(admin, VIEW)).rejects.toMatchObject({ code: "invalid" });
      expect(await listCostViews(admin)).toHaveLength(COST_VIEWS_MAX);
    }));

  test.each([
    [{ name: " ", search: "" }, "name"],
    [{ name: "x".repeat(61), search: "" }, "name"],
    [{ name: "x", search: "x".repeat(4_001) }, "search"],
  ])("refuse %j", (input, field) =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      await expect(createCostView(admin, input)).rejects.toMatchObject({
        code: "invalid",
        details: { field },
      });
    }),
  );

  test("of another admin look like missing ones, and do not exist for a member", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const { viewId } = await createCostView(admin, VIEW);
      const strangers = [await givenMember(tx, "Member 02", "admin"), await givenMember(tx, "Member 03")];
      for (const stranger of strangers) {
        for (const which of [viewId, newId(), "nonsense"]) {
          const gone = { code: "not_found" };
          await expect(deleteCostView(stranger, { viewId: which })).rejects.toMatchObject(gone);
          await expect(renameCostView(stranger, { viewId: which, name: "x" })).rejects.toMatchObject(gone);
        }
      }
      await expect(createCostView(strangers[1] ?? admin, VIEW)).rejects.toMatchObject({ code: "not_found" });
      await expect(listCostViews(strangers[1] ?? admin)).rejects.toMatchObject({ code: "not_found" });
      expect(await listCostViews(admin)).toMatchObject([VIEW]);
    }));
});
