import type { Conn } from "@/db/client";
import { log } from "@/lib/log";
import { correctAttempt } from "./correct";
import { type SettleAsk, type Settled, settleDesk } from "./settle-desk";
import { untilStored } from "./until-stored";

/**
 * Stores the end of a call, also through a restart of the database. Null where another process took it for dead and
 * settled it before: what that one stored stands, and a usage that is known only now corrects its estimate.
 */
export async function settleCall(db: Conn, ask: SettleAsk): Promise<Settled | null> {
  const answer = await untilStored(() => settleDesk(db).ask(ask));
  if (answer.kind === "settled") return answer;
  const { attemptId, runId } = ask.attempt;
  log.error({ attemptId, runId, ending: ask.final?.ending }, "a call was settled before it ended");
  if (ask.judged?.certainty === "exact") {
    const { usage } = ask.judged;
    const why = "The provider's usage arrived after another process had estimated it.";
    await untilStored(() => correctAttempt(db, { attemptId, usage, adjustedBy: null, why }));
  }
  return null;
}
