import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { addMember } from "@/lib/org";
import { type Command, oneOf, required, UsageError } from "./command";

const ROLES = ["owner", "admin", "member"] as const;

export const userAdd: Command = {
  name: "user add",
  usage: "user add <email> --name N [--role owner|admin|member] --password-stdin",
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
    const email = required(positionals[0], "The e-mail address");
    const name = required(values.name, "--name");
    const role = oneOf(values.role, ROLES, "--role");
    if (values.department) throw new UsageError("--department is not available yet.");
    if (values.plan) throw new UsageError("--plan is not available yet.");
    if (!values["password-stdin"]) {
      throw new UsageError("Give the password on standard input and say so with --password-stdin.");
    }
    return async (db) => {
      const password = (await text(process.stdin)).replace(/\r?\n$/, "");
      const member = await addMember(db, { email, name, role, password });
      return { lines: [`${member.email} added as ${member.role}`] };
    };
  },
};
