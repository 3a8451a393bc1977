const topic = (department: string, title: string, ...[question, answer]: [string, string]) => ({
  ...{ department, title, question, answer },
});

/** Four of each department. */
export const TOPICS = [
  topic(
    "Engineering",
    "Flaky upload test",
    "Why does this test fail one time in ten?",
    "Two requests share a file name. Give each its own and it is steady.",
  ),
  topic(
    "Engineering",
    "Index for the order list",
    "Which index does this query want?",
    "One on customer and date: the filter first, then the order.",
  ),
  topic(
    "Engineering",
    "Retry with backoff",
    "Write a retry that waits longer each time.",
    "Here it is, with a limit of five and a little chance in each wait.",
  ),
  topic(
    "Engineering",
    "Release notes 4.2",
    "Turn these commits into release notes.",
    "Three groups: what is new, what is mended, what to do when upgrading.",
  ),
  topic(
    "Support",
    "Refund after 40 days",
    "How do I answer a refund wish that comes too late?",
    "Thank them, name the date, and offer the credit that the terms allow.",
  ),
  topic(
    "Support",
    "Login loop on tablets",
    "What do we ask first when the login repeats?",
    "Whether cookies are blocked, and whether the clock is right.",
  ),
  topic(
    "Support",
    "Reply in Polish",
    "Translate this reply into Polish, politely.",
    "Done; the last sentence is a little shorter than yours.",
  ),
  topic(
    "Support",
    "Summary of ticket 8841",
    "Sum up this ticket in four sentences.",
    "A label printer lost its settings twice; a new driver solved it.",
  ),
  topic(
    "Sales",
    "Follow-up after a demo",
    "Draft a short follow-up to the demo of Tuesday.",
    "Here are five sentences with their three questions answered.",
  ),
  topic(
    "Sales",
    "Comparison of two offers",
    "Put these two offers side by side.",
    "The second is cheaper in the first year and dearer from the third.",
  ),
  topic(
    "Sales",
    "Quarterly call plan",
    "Make a plan of calls for the quarter.",
    "Twelve weeks, eight calls each, the renewals first.",
  ),
  topic(
    "Sales",
    "Objection: price",
    "What do I say when it is too dear?",
    "Ask what it is compared with, then show the cost of doing nothing.",
  ),
  topic(
    "Marketing",
    "Headline for spring",
    "Ten headlines for the spring campaign, please.",
    "Ten, from plain to bold; the fourth says most in the fewest words.",
  ),
  topic(
    "Marketing",
    "Newsletter outline",
    "Outline the newsletter of this month.",
    "One story, two short notes, one date, one thing to click.",
  ),
  topic(
    "Marketing",
    "Tone of the product page",
    "Make this paragraph friendlier.",
    "Shorter sentences, and it speaks to one reader now.",
  ),
  topic(
    "Marketing",
    "Survey questions",
    "Which six questions find out why people leave?",
    "Six, none of which suggests its answer.",
  ),
  topic(
    "Finance",
    "Accruals explained",
    "Explain accruals to a new colleague.",
    "A cost belongs to the month it served, not the one it was paid in.",
  ),
  topic(
    "Finance",
    "Formula for margins",
    "Which formula gives the margin by product?",
    "Sales less cost, divided by sales; mind the returns.",
  ),
  topic(
    "Finance",
    "Late invoices",
    "Write a reminder for an invoice that is 20 days late.",
    "Friendly, with the number, the amount and a new date.",
  ),
  topic(
    "Finance",
    "Budget by quarter",
    "Split this budget by quarter with a season.",
    "28, 24, 18 and 30 percent, as in the last two years.",
  ),
  topic(
    "Legal",
    "Notice periods",
    "List the notice periods in this contract.",
    "Three: one month, three months, and at once for cause.",
  ),
  topic(
    "Legal",
    "Clause in plain words",
    "Say this clause in plain words.",
    "Whoever is late pays, unless it could not be helped.",
  ),
  topic(
    "Legal",
    "Data processing terms",
    "What is missing in these terms?",
    "How long data is kept, and who is told of a leak.",
  ),
  topic(
    "Legal",
    "Two versions compared",
    "What changed between these two versions?",
    "Four clauses; the one on liability matters most.",
  ),
];

/** How a thread goes on. */
export const SAYINGS = [
  { question: "Can you make it shorter?", answer: "Half as long now, with the same points." },
  {
    question: "Give me an example.",
    answer: "For instance: one case where it works and one where it does not.",
  },
  { question: "What did I forget?", answer: "The exception at the end of the month, and who decides it." },
  {
    question: "Is there a simpler way?",
    answer: "Yes: leave the second step out and check once at the end.",
  },
  { question: "Put that into a list.", answer: "Five points, the most important first." },
  { question: "And if it fails?", answer: "Then go back to the last good state and try once more by hand." },
  { question: "Say it more formally.", answer: "Done, without changing what it says." },
  { question: "Which one would you choose?", answer: "The second: it costs less and can be undone." },
];
