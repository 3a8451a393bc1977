/** What is often got wrong about each calculator, a sentence each; its test finds every wrong figure of the guides here. */
export const MISTAKES: Readonly<Record<string, readonly string[]>> = {
  scenario: [
    "1,000 messages of 50 tokens with answers of 150 are $0.0975 and not $97.50, where $0.15 buys a million input tokens and not a thousand, and $0.60 a million of the answers; that leaves out the history, which can be most of the bill where threads are long.",
  ],
  talk: [
    "A thread that is kept at the provider is not cheaper, since each run bills the whole of it: these three messages are 630 input tokens either way, and 2.2 times the tokens are 1.37 times the dollars.",
  ],
  context: [
    "A thread of 60 messages a month does not carry 50 tokens in its first month and 800 in its sixth, but 8,250 and 90,750 on average.",
  ],
  compare: [
    "gpt-4o costs 16.67 times gpt-4o-mini and not 16 times, a dollar buys 333,333 input tokens of Claude 3.5 Sonnet and not 3 million, no provider sells cached output, and a model on your own machine costs its machine.",
    "A price that is written into a program belongs to one model: a bot on gpt-4o-mini that counts with gpt-4o’s books $0.01 for a run of $0.0006.",
    "Prices go stale: gpt-3.5-turbo is $0.50 and $1.50 for a million tokens in and out, and no longer $1.50 and $2.00.",
  ],
  storage: [
    "No provider bills stored threads: a thousand of 3,000 tokens are neither $0.75 a month nor the $9.00 that its own formula gives, but $0.",
    "Ten thousand threads of 25,000 tokens are not $75 a month by the same formula but $750, and with $540 of runs not $615 but $1,290; what is billed is $540.",
  ],
  batch: [
    "A batch of a million input tokens on gpt-4o-mini goes from $0.15 to $0.075, while $2.50 to $1.25 is gpt-4o; and going from one to the other saves 94% and not 90%.",
    "What is only paid sometimes is not in every request: where the prompt of a picture is given, 100 members with 5 captions a day are $75 a month and not $127.50.",
  ],
  summary: [
    "“Half the tokens” leaves out the summariser: a free one would save 63.5% of a request of 50 messages, and with a summary for each request it costs more than sending everything.",
  ],
  queue: [
    "A hundred answers do not come within 2 to 5 seconds unless a minute allows all their tokens: where the steps are 10,000, 100,000 and 500,000 tokens a minute, 235,000 need the third and not the second.",
    "Such steps go stale: three tiers of gpt-4o have allowed 30,000, 450,000 and 800,000 tokens a minute and of gpt-4o-mini 200,000, 2,000,000 and 4,000,000, and the third takes $100 paid, not $10,000 a month. Your provider’s own page has today’s.",
  ],
  usage: [
    "5,000 requests of 1,000 tokens have no one price: on gpt-4o they are $12.50 or $50.00, by how much of them is the answer.",
  ],
  budgets: [
    "$50 a day and $1,000 a month do not agree: with $50 a day a month is $1,500, and the budget is used up on day 20.",
  ],
  exposure: [
    "10,000 requests a month with 2,000 tokens each way are not “a tier” but $1,800 a member on gpt-4, more than a budget of $1,000 for everyone.",
    "A limit of $0.01 a request lets no full one of gpt-4 through: 2,000 tokens in and 500 out can cost $0.09.",
  ],
  alarms: [
    "Two standard deviations never fire on five days, however much was spent: one of five lies at most 1.789 above.",
  ],
  roi: ["A cent exactly is “good” and not “excellent”, which is below a cent."],
  tuning: [
    "A return without a time says nothing: $500 that save $300 a month are −40% after one month and 620% after twelve.",
  ],
  refine: [
    "A cheap draft saves nothing, since the second model reads it and writes the whole answer anyway: it costs 1.2 to 1.5 times as much.",
  ],
  growth: [
    "500 threads at 15% come to $783.05 on gpt-4o-mini and not to $901.75, which lets the first month grow before it began and adds a fee for stored threads that nobody bills.",
  ],
};
