import { parseArgs } from "node:util";
import { createDepartment } from "@/lib/org";
import { type Command, required } from "./command";
import { ownerCtx } from "./owner-ctx";

export const departmentAdd: Command = {
  name: "department add",
  usage: "department add <name>",
  summary: "Adds a department",
  prepare(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    const name = required(positionals.join(" "), "The name");
    return async (db) => {
      await createDepartment(await ownerCtx(db), { name });
      return { lines: [`${name} added`] };
    };
  },
};
