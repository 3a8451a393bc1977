import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { assignMember } from "@/lib/budgets";
import { addMember } from "@/lib/org";
import type { Conn } from "../../db/client";
import { type Command, oneOf, required, UsageError } from "./command";
import { getDepartment, getPlan } from "./groups";
import { ownerCtx } from "./owner-ctx";

const ROLES = ["owner", "admin", "member"] as const;

export const userAdd: Command = {
  name: "user add",
  usage: "user add <email> --name N [--role owner|admin|member] [--department D] [--plan P] --password-stdin",
  summary: "Adds a member; the password is read from standard input",
  prepare(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: "string" },
        role: { type: "string", default: "member" },
        department: { type: "string" },
        plan: { type: "string" },
        "password-stdin": { type: "boolean" },
      },
    });
    const email = required(positionals[0], "The email address");
    const name = required(values.name, "--name");
    const role = oneOf(values.role, ROLES, "--role");
    const { department, plan } = values;
    if (!values["password-stdin"]) {
      throw new UsageError("Give the password on standard input and say so with --password-stdin.");
    }
    return async (db) => {
      const password = (await text(process.stdin)).replace(/\r?\n$/, "");
      const member = await db.transaction(async (tx) => {
        const added = await addMember(tx, { email, name, role, password });
        await assign(tx, added.userId, { department, plan });
        return added;
      });
      return { lines: [`${member.email} added as ${member.role}`] };
    };
  },
};

async function assign(
  db: Conn,
  userId: string,
  { department, plan }: { department: string | undefined; plan: string | undefined },
): Promise<void> {
  if (!department && !plan) return;
  await assignMember(await ownerCtx(db), {
    userId,
    departmentId: department && (await getDepartment(db, department)).departmentId,
    planId: plan && (await getPlan(db, plan)).planId,
  });
}
