import { z } from "zod";
import type { ModelCall } from "@/lib/providers/demo/call";
import { titleOf } from "@/lib/providers/demo/title";
import { type Behaviour, expandTimes, markerIn, NORMAL, parseBehaviour, withoutMarkers } from "./behaviour";
import type { BookedCall } from "./book";
import { defaultReply } from "./reply-text";
import type { Tokenizer } from "./tokenizer";

/** Which calls a script or a reply is for. Every given field must hold; `exact` is the whole last user message. */
const matchSchema = z
  .object({
    model: z.string(),
    text: z.string(),
    exact: z.string(),
    purpose: z.enum(["answer", "title", "any"]),
  })
  .partial()
  .strict();

/** `repeat` keeps the last behaviour for all further matching calls. */
export const scriptSchema = z
  .object({
    match: matchSchema.default({}),
    behaviours: z.array(z.string()).min(1),
    repeat: z.boolean().default(false),
  })
  .strict();

const replySchema = z.object({ match: matchSchema.default({}), reply: z.string() }).strict();
export const repliesSchema = z.union([replySchema.transform((one) => [one]), z.array(replySchema)]);

export type Match = z.infer<typeof matchSchema>;
export type ScriptInput = z.input<typeof scriptSchema>;
export type ReplyInput = z.input<typeof replySchema>;

type Purpose = BookedCall["purpose"];

/** Everything that decides how a call is answered: scripts, replies and how often a marker was used. */
export function createScript(defaults: string, tokenizer: Tokenizer) {
  let base = parseBehaviour(defaults);
  let scripts: { match: Match; behaviours: string[]; repeat: boolean }[] = [];
  let replies: { match: Match; reply: string }[] = [];
  const exactReplies = new Map<string, string[]>();
  const timesUsed = new Map<string, number>();

  return {
    addScript(input: ScriptInput): void {
      const { match, behaviours, repeat } = scriptSchema.parse(input);
      scripts.push({ match, behaviours: behaviours.flatMap(expandTimes), repeat });
    },
    addReplies(input: ReplyInput | ReplyInput[]): void {
      for (const { match, reply } of repliesSchema.parse(input)) {
        if (match.exact === undefined || match.model || match.text) replies.push({ match, reply });
        else push(exactReplies, `${match.purpose ?? "answer"}:${match.exact}`, reply);
      }
    },
    setDefault(behaviour: string): void {
      base = parseBehaviour(behaviour);
    },
    behaviourOf(call: ModelCall, purpose: Purpose): Behaviour {
      const scripted = nextScripted(call, purpose);
      if (scripted) return parseBehaviour(scripted, base);
      const suffix = call.model.split("+").slice(1).join("+");
      const marker = purpose === "answer" ? markerIn(call.lastUserText) : null;
      const chosen = [suffix, marker].filter(Boolean).join("+");
      if (!chosen) return base;
      return spendTimes(parseBehaviour(chosen, base), `${call.model}\n${call.lastUserText}`);
    },
    replyTo(call: ModelCall, purpose: Purpose, tokens: number | null): string {
      const exact = exactReplies.get(`${purpose}:${call.lastUserText}`)?.shift();
      if (exact !== undefined) return exact;
      const index = replies.findIndex(({ match }) => matches(match, call, purpose));
      const [found] = index < 0 ? [] : replies.splice(index, 1);
      if (found) return found.reply;
      return purpose === "title"
        ? titleOf(withoutMarkers(call.lastUserText))
        : defaultReply(tokens, tokenizer);
    },
    reset(): void {
      base = parseBehaviour(defaults);
      scripts = [];
      replies = [];
      exactReplies.clear();
      timesUsed.clear();
    },
  };

  function nextScripted(call: ModelCall, purpose: Purpose): string | undefined {
    const script = scripts.find(
      ({ match, behaviours }) => behaviours.length > 0 && matches(match, call, purpose),
    );
    if (!script) return undefined;
    return script.repeat && script.behaviours.length === 1 ? script.behaviours[0] : script.behaviours.shift();
  }

  /** A marker's "429:2" refuses the same message twice and answers the third time. */
  function spendTimes(behaviour: Behaviour, key: string): Behaviour {
    if (behaviour.fault?.kind !== "status") return behaviour;
    const used = timesUsed.get(key) ?? 0;
    timesUsed.set(key, used + 1);
    return used < behaviour.fault.times ? behaviour : { ...behaviour, fault: NORMAL.fault };
  }
}

export type Script = ReturnType<typeof createScript>;

function matches(match: Match, call: ModelCall, purpose: Purpose): boolean {
  const wanted = match.purpose ?? "answer";
  if (wanted !== "any" && wanted !== purpose) return false;
  if (match.model !== undefined && match.model !== call.model) return false;
  if (match.exact !== undefined && match.exact !== call.lastUserText) return false;
  return match.text === undefined || call.lastUserText.includes(match.text);
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const queue = map.get(key);
  if (queue) queue.push(value);
  else map.set(key, [value]);
}
