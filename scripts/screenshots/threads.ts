/** What the threads in the pictures are about. */
export const PRICING = {
  title: "Q4 pricing page rewrite",
  earlier: {
    question: "Read our pricing page and tell me what a first-time visitor does not understand.",
    answer: "Three things: what a seat is, what happens at the limit, and what yearly billing saves.",
  },
  question:
    "Our page lists three plans. Rewrite the comparison so that the yearly saving is obvious, and give me the table as Markdown.",
  answer: `Here is a version that leads with the saving and keeps one number per row, so that the eye can run down the column:

| Plan | Monthly | Yearly | You save |
| --- | ---: | ---: | ---: |
| Solo | $12 | $120 | 2 months |
| Team | $29 | $278 | 20% |
| Scale | $79 | $711 | 25% |

Put the “You save” column last: readers compare prices first and look for the reason to commit after.`,
  followUp: "Now argue against the 25% for Scale. Would 20% for both be wiser?",
  reply: `Yes, for two reasons. A flat 20% is one rule that a buyer can repeat to a manager, and the step from 20% to 25% costs you $47 a seat without moving anyone up a plan:

1. **Team buyers** already see the saving they need.
2. **Scale buyers** buy on limits, not on discounts: they ask about seats, audit logs and support before they ask about the price.

What the extra five points do buy is a conversation you do not want to have at renewal.`,
  draft: "Rewrite the pricing page with 20% for both, and keep the table of plans",
};

export const PARTITIONS = {
  title: "Postgres partition plan",
  question: "Which key do I partition the events table by?",
  answer:
    "By month on **occurred_at**. Your reads are by time range, old months are dropped whole, and each index stays small.\n\n```sql\ncreate table events (\n  id uuid not null,\n  occurred_at timestamptz not null,\n  payload jsonb not null,\n  primary key (id, occurred_at)\n) partition by range (occurred_at);\n```\n\nCreate the next partition a week ahead, from a job that also checks that it exists.",
};

export const TESTIMONIALS = {
  title: "Customer page, long version",
  earlier: {
    question: "Sort the testimonials by what they praise.",
    answer:
      "They praise four things: **one bill** (5), **fewer tools** (3), **support** (3) and **speed** (1).",
  },
  question: "Write the long version with all twelve testimonials.",
  answer:
    "The long version opens with the shift your customers describe most often: fewer tools, one bill, and an afternoon back every week. The first four testimonials carry that point",
};

/** Titles of the rest, in the order in which they are used. */
export const TOPICS = [
  "Handbook, part two",
  "Regex for invoice numbers",
  "Interview kit: data engineer",
  "Vendor contract summary",
  "Weekly sales digest",
  "Release notes for 4.2",
  "Quarterly review outline",
  "Support macro: late delivery",
  "SQL for churn by cohort",
  "Translate the returns policy",
  "Report on the outage",
  "Agenda for the offsite",
  "Job post: support lead",
  "Unit tests for the importer",
  "Why is the nightly job slow?",
  "Checklist for the audit",
  "Names for the new plan",
  "Reply to the supplier",
  "Summary of the interviews",
  "Python script for the exports",
];
