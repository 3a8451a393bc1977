import { parseArgs } from "node:util";
import { AppError } from "@/lib/errors";
import { createApiKey, findMemberByEmail } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import type { Db } from "../../db/client";
import { type Command, required } from "./command";

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

/** Whoever may use the shell may act for any member. */
async function memberCtx(db: Db, email: string): Promise<Ctx> {
  const member = await findMemberByEmail(db, email);
  if (!member || member.disabled) {
    throw new AppError("not_found", `There is no active member with the e-mail ${email}.`);
  }
  return { db, actor: { userId: member.userId, role: member.role, departmentId: null } };
}
