import { parseArgs } from "node:util";
import { createApiKey } from "@/lib/org";
import { type Command, required } from "./command";
import { memberCtx } from "./member-ctx";

export const keyCreate: Command = {
  name: "key create",
  usage: "key create --user <email> --name N",
  summary: "Makes an API key and prints it; it is shown this once",
  prepare(args) {
    const { values } = parseArgs({ args, options: { user: { type: "string" }, name: { type: "string" } } });
    const email = required(values.user, "--user");
    const name = required(values.name, "--name");
    return async (db) => ({ lines: [(await createApiKey(await memberCtx(db, email), { name })).key] });
  },
};
