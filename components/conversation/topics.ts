/** Of the words that a message brings, so many must be in the thread for it to belong there, weighed by their length. */
const SHARED_MIN = 0.1;
/** A message of fewer words that say what it is about is not judged: it is mostly a remark on the answer. */
const DRAFT_WORDS_MIN = 4;
/** A thread of fewer has no topic yet. */
const THREAD_WORDS_MIN = 20;
/** Short messages that point at what was said belong to it, whatever other words they have. */
const POINTING_WORDS_MAX = 14;
const STEM_LENGTH = 5;

const POINTING =
  /\b(it|its|is that|those|these|them|they|above|previous|again|instead|same|both|either|former|latter|your|you (said|wrote|mentioned)|also|another|more|shorter|shorten|longer|simpler|rephrase|rewrite|option|step|version|sentence|paragraph|bullet|earlier|rest|continue|what about|how about|and if)\b/i;

const EMPTY = new Set(
  `about above after again against almost along already also although always among another anything around because
  become been before began being below best better between both bring called came cannot certain come could course
  does doing done down during each early either else enough even ever every everything example explain fact find first
  following form four from full gave general generally getting give given goes going gone good great hand hard have
  having help here high hold however idea important indeed instead into itself just keep kind know known large last
  late later least leave less like likely line list little long look looking made main make makes making many matter
  maybe mean means might more most much must name near need needs never next nothing often once ones only order other
  others over part people perhaps place please point possible present question quite rather really right said same
  seem seen several shall short should show side simple since small some something soon still such sure take tell than
  thank thanks that their them then there these they thing things think this those though three through time times
  together told took toward tried turn under until upon used useful using usually very want wants ways well were what
  whatever when where whether which while whole whose will with within without word words work working works would
  write writing written year years your yours yourself could'd don't isn't won't can't i'm you're it's that's what's
  the and for are but not you all any can had her was one our out day get has him his how man new now old see two way
  who its let put say she too use yes per own why did off ask set try few big far lot got run may able add
  day days week weeks month months spring summer autumn winter night morning hour hours minute minutes twelve ninety
  three four five six seven eight nine ten change changes create give needs lists understand difference latest`.split(
    /\s+/,
  ),
);

/** Whether a message leaves the topic of what was said before it; careful, since a wrong hint costs more than none. */
export function isNewTopic(draft: string, said: readonly string[]): boolean {
  const words = stemsOf(draft);
  if (words.size < DRAFT_WORDS_MIN) return false;
  if (words.size <= POINTING_WORDS_MAX && POINTING.test(firstSentenceOf(draft))) return false;
  const known = new Set(said.flatMap((text) => [...stemsOf(text)]));
  if (known.size < THREAD_WORDS_MIN) return false;
  let [shared, all] = [0, 0];
  for (const word of words) {
    all += word.length;
    if (known.has(word)) shared += word.length;
  }
  return shared / all < SHARED_MIN;
}

/** The words that say what a text is about, cut where their endings begin. */
function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'’]{3,}/gu) ?? [];
  return new Set(words.filter((word) => !EMPTY.has(word)).map((word) => word.slice(0, STEM_LENGTH)));
}

function firstSentenceOf(text: string): string {
  return /^[\s\S]*?(?:[.!?\n]|$)/.exec(text.trim())?.[0] ?? "";
}
