/** Fixed answers of the demo model. */

export const GREETING = `Hello! I am the **demo model**: a small program that came with Purser, so that you can try everything before you connect a provider.

Some things to ask me:

- How is the cost of an answer computed?
- Make a table of three project risks
- Write a TypeScript function that removes duplicates
- Draft an email that asks for a later deadline
- What is 18% of 2450?

Under each answer you see what it took: tokens in, cached and out, its cost and the seconds. My costs are computed like those of a real model, but nobody is charged.`;

export const ABOUT = `**Purser** is a chat for teams with one promise: no budget is ever exceeded.

1. **Before** a message is sent, its worst possible cost is held against every budget that applies. If it does not fit, the answer is cut to what does, or refused with the reason and the time of the next reset.
2. **Afterwards** the real cost replaces the hold, message by message, in a ledger that only grows.
3. **At any time** the *Usage* page shows where the money went: by day, by model, by thread.

Admins set budgets for the organisation and for each member, per day and per month.

I am the demo model, so what I cost is simulated. To get real answers, set \`OPENAI_API_KEY\`, or \`OPENAI_BASE_URL\` for any compatible server, and start Purser again.`;

export const COST = `The cost of an answer is **tokens × price**, and nothing else.

| part | what it is | my price per 1M tokens |
| --- | --- | ---: |
| input | your message, the instructions and the thread so far | $0.15 |
| cached input | the part of the input the provider had seen just before | $0.075 |
| output | the answer, with any hidden reasoning | $0.60 |

An answer that read 1,200 tokens and wrote 250 costs

\`\`\`text
1,200 × $0.15 / 1,000,000 = $0.000180
  250 × $0.60 / 1,000,000 = $0.000150
                    total = $0.000330
\`\`\`

Two things are worth knowing. The whole thread is read again with every message, so **a long thread costs more per answer** than a new one. And when a provider reports no usable count, Purser counts by itself and marks the amount with **≈**.`;

export const BUDGET = `A **budget** is a limit in dollars for a day or a month, for one member or for the whole organisation. Several can apply at once; the tightest one decides.

- **Limit**: what may be spent in the period.
- **Spent**: what settled answers cost.
- **Reserved**: what answers that are still being written may cost at most.
- **Remaining**: limit − spent − reserved.

A message is sent only if its worst case fits into what remains. If just a part fits, the answer is made shorter, and it says so. If nothing fits, you are told which budget it was, how much is left and when it starts anew, and no call is made.

An admin sets budgets under *Admin*.`;

export const TABLE = `Here is a table you can start from:

| risk | likelihood | impact | first step |
| --- | :---: | :---: | --- |
| The scope keeps growing | high | medium | Write down what is *not* included |
| A key person is away | medium | high | Let two people know each area |
| A supplier is late | medium | medium | Agree on a date for plan B |
| Costs are seen too late | low | high | Look at them every week |

Sort it by *likelihood × impact*, give each row a name, and look at it again every two weeks. Copy it with the button below: it is plain Markdown and pastes into most tools.`;

export const LIST = `Five steps that work for most plans:

1. **Say what "done" means**, in one sentence that somebody else can check.
2. **List what is in the way**, the biggest thing first.
3. **Cut the first step small** enough to finish this week.
4. **Ask one person to look** before you go on.
5. **Write down what you learned**, three lines are enough.

If you are short of time, do the first and the third: most plans fail because nobody knew when they were finished, or because the first step was too large.`;

export const EMAIL = `**Subject:** A few more days for the report

Hello Alex,

the report is nearly complete: the figures are in and checked, only the comparison with last year is missing. I would like to take the time to do that well.

Could we move the date from Friday to **Tuesday**? You would get:

- the finished figures this Friday, as planned,
- the comparison and a one-page summary on Tuesday morning.

If Friday cannot move, I will send what is ready and mark what is open.

Thank you, and best regards

---

*Change the name, the dates and the reason. The form holds for most requests: what is ready, what is missing, what you ask for, and what happens otherwise.*`;

export const THANKS = `You are welcome! If you want to see what this thread has cost so far, look at the top of it; the *Usage* page has the whole month, by day, by model and by thread.`;

const TYPESCRIPT = `\`\`\`ts
/** Keeps the first of all items that have the same key. */
export function uniqueBy<T, K>(items: readonly T[], keyOf: (item: T) => K): T[] {
  const seen = new Set<K>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

uniqueBy([{ id: 1 }, { id: 2 }, { id: 1 }], ({ id }) => id); // [{ id: 1 }, { id: 2 }]
\`\`\`

It runs in **O(n)**, keeps the order and leaves the given list as it was.`;

const PYTHON = `\`\`\`python
from collections.abc import Callable, Hashable, Iterable


def unique_by[T](items: Iterable[T], key_of: Callable[[T], Hashable]) -> list[T]:
    """Keep the first of all items that have the same key."""
    seen: dict[Hashable, T] = {}
    for item in items:
        seen.setdefault(key_of(item), item)
    return list(seen.values())


unique_by(["Ada", "ada", "Bob"], str.lower)  # ["Ada", "Bob"]
\`\`\`

A dictionary keeps the order in which keys came, so the first one wins.`;

const SQL = `\`\`\`sql
SELECT m.name,
       date_trunc('month', e.created_at) AS month,
       sum(e.cost)                       AS cost
FROM entries e
JOIN members m ON m.id = e.member_id
WHERE e.created_at >= now() - interval '12 months'
GROUP BY m.name, month
ORDER BY month, cost DESC;
\`\`\`

An index on \`(member_id, created_at)\` keeps it fast. The names are examples: put in those of your own tables.`;

const SAMPLES = [
  { named: /python/i, does: "removes duplicates from a list", code: PYTHON },
  { named: /\bsql\b|query|postgres/i, does: "adds up costs by member and month", code: SQL },
];
const USUAL_SAMPLE = { does: "removes duplicates from a list", code: TYPESCRIPT };

/** A sample in the language that was named, TypeScript when none was. */
export function codeSample(text: string): string {
  const { does, code } = SAMPLES.find(({ named }) => named.test(text)) ?? USUAL_SAMPLE;
  return `Here is a sample that ${does}:

${code}

I am the demo model and have this sample ready. With a real model connected, you would get code for exactly what you described.`;
}
