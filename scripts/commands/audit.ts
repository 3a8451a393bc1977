import { parseArgs } from "node:util";
import { type ChainPlace, verifyChain } from "@/lib/audit";
import { type Command, UsageError } from "./command";

export const auditVerify: Command = {
  name: "audit verify",
  usage: "audit verify [--head <seq>:<hash>]",
  summary:
    "Re-walks the chain of the audit log; with a head that was noted earlier, nothing before it may have changed",
  prepare(args) {
    const { values } = parseArgs({ args, options: { head: { type: "string" } } });
    const known = values.head === undefined ? undefined : readPlace(values.head);
    return async (db) => {
      const { verified, head, broken } = await verifyChain(db, known);
      const lines = [`rows ${verified}`, ...(head ? [`head ${verified}:${head}`] : [])];
      if (!broken) return { lines: [...lines, "The chain holds."] };
      return { lines, failure: `The audit log is broken at #${broken.seq}: ${broken.why}.` };
    };
  },
};

function readPlace(text: string): ChainPlace {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq && hash) return { seq: Number(seq), hash };
  throw new UsageError("--head is what an earlier audit verify printed, such as 42:9f86d0…");
}
