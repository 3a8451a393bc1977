type Labelled = {
  /** What was said in the thread so far. */
  said: string[];
  /** Messages that go on with it, and messages that begin something else. */
  stays: string[];
  leaves: string[];
};

/** Threads as people have them, with messages that stay with the topic and messages that leave it. */
export const LABELLED: Labelled[] = [
  {
    said: [
      "My sourdough bread comes out flat and dense. What can I change?",
      "A flat loaf usually means that the dough was proofed too long or that the starter was weak. Feed the starter twice before baking, let the dough rise until it has grown by half, shape it tightly and bake it in a hot Dutch oven at 240 °C. Flour with more protein holds the gas better, and a little less water makes shaping easier.",
    ],
    stays: [
      "How can I tell whether the starter is strong enough before mixing the dough?",
      "Would whole wheat flour make the loaf even denser?",
      "I have no Dutch oven. Could a baking steel and a tray of water do the job?",
      "The crust is pale although the oven was at 240 degrees. Longer, or hotter?",
      "Give me a schedule: I work until six and want to bake on Saturday morning.",
      "What hydration percentage do you recommend for a beginner with strong flour?",
    ],
    leaves: [
      "Draft a polite email to my landlord about the broken heating in the bathroom",
      "Write a SQL query that lists customers without orders in the last ninety days",
      "What are the visa requirements for a German citizen travelling to Vietnam?",
      "Explain how compound interest affects a mortgage over thirty years",
    ],
  },
  {
    said: [
      "Our Postgres query over the orders table got slow since last week. It filters by customer and sorts by date.",
      "Look at the plan with explain analyze. If it shows a sequential scan, an index on (customer_id, created_at desc) serves both the filter and the sort. Also check whether the statistics are stale: run analyze on the table, and see whether autovacuum keeps up with the dead rows.",
      "The plan shows an index scan but still 400 ms.",
      "Then the time goes into fetching rows. See how many buffers are read, and whether an index with included columns lets Postgres answer from the index alone.",
    ],
    stays: [
      "Here is the explain output with buffers: shared hit=120 read=48211. What does the read number say?",
      "Does autovacuum lock the table while customers are writing orders?",
      "Would partitioning the orders table by month speed up the sort?",
      "Can you write the create index statement so that production is not blocked?",
      "How large may such an index become before it does more harm than good?",
      "We use PgBouncer in transaction mode, is that relevant for the latency of the query?",
    ],
    leaves: [
      "Suggest a birthday present for my father, who likes gardening and old films",
      "Summarise the main arguments in the debate about nuclear energy in Europe",
      "I need a slogan for a bicycle repair shop that opens in spring",
      "Translate this paragraph into French: Our office moves to a brighter building in June.",
    ],
  },
  {
    said: [
      "Write a marketing post for our new vegan protein bar. The audience are runners between 25 and 40.",
      "Fuel your next run with plants. Our new vegan protein bar has 15 grams of protein, no added sugar and a taste of roasted hazelnut. Made for runners who want to go further, packed to fit any pocket. Try it before your next long run and tell us how far it took you. #plantpowered #running",
    ],
    stays: [
      "Add a call to action with a discount code for the first hundred buyers of the bar",
      "Write a variant for LinkedIn with a more serious tone and without hashtags",
      "Which photo would fit the post: a trail at sunrise or a close-up of the hazelnut bar?",
      "The protein content is 18 grams, please correct the post and mention recyclable packaging",
      "Shorten the second sentence and put an emoji at the beginning",
    ],
    leaves: [
      "My laptop does not recognise the external monitor after the latest Windows update",
      "What notice period applies when an employee resigns during probation in Austria?",
      "Can you explain the difference between a thread and a process in operating systems?",
      "Help me understand the side effects of ibuprofen combined with blood pressure medication",
    ],
  },
  {
    said: [
      "We plan a trip to Japan in April for ten days: Tokyo, Kyoto and something quiet.",
      "Spend four days in Tokyo, take the Shinkansen to Kyoto for three, and then two nights in a ryokan in the mountains around Takayama or Koyasan. In early April the cherry trees bloom, so book hotels now. A regional rail pass is cheaper than the national one for this route. Leave the last night for Osaka, close to the airport.",
    ],
    stays: [
      "How much should we calculate per day for food and trains?",
      "Is Koyasan worth the long journey with two small children?",
      "Which neighbourhood in Kyoto is best for walking to temples early in the morning?",
      "Do we have to reserve seats on the Shinkansen with a lot of luggage?",
      "Find a ryokan near Takayama with private onsen under 300 euros",
      "My parents join us in Osaka at the end, where could five of us have dinner?",
    ],
    leaves: [
      "Refactor this React component so that the form validation lives in a custom hook",
      "How do I calculate depreciation for office furniture in the annual accounts?",
      "Write a eulogy for a colleague who loved jazz and terrible puns",
      "Our washing machine leaves grey stains on white shirts, what is the reason?",
    ],
  },
  {
    said: [
      "Review this contract clause: The supplier may change prices at any time with two weeks' notice.",
      "The clause lets the supplier raise prices without limit and gives you two weeks, which is too short to find another supplier. Ask for a cap tied to an index, for at least sixty days' notice, and for a right to terminate without penalty when prices rise. In many countries such a unilateral change is void in standard terms towards consumers, but between companies it usually holds.",
    ],
    stays: [
      "Propose wording for a cap tied to the consumer price index",
      "Does the termination right have to be exercised in writing?",
      "Which sentences of the clause would a court consider surprising for a company?",
      "The supplier answers that a cap is impossible because of energy costs. How do we negotiate?",
      "Is sixty days customary in the packaging industry for price changes?",
    ],
    leaves: [
      "Give me a training plan for a half marathon in twelve weeks with three runs each week",
      "Why does my houseplant get brown leaf tips although I water the monstera regularly?",
      "Create a quiz with ten questions about the solar system for children aged nine",
      "Which CSS property centres an element vertically inside a flex container?",
    ],
  },
  {
    said: [
      "Explain photosynthesis for a class of twelve-year-olds.",
      "Plants make their own food. With their green leaves they catch sunlight, take carbon dioxide from the air and water from the soil, and turn them into sugar and oxygen. The green colour comes from chlorophyll, which catches the light. The plant uses the sugar to grow, and we breathe the oxygen. You can show it with a water plant under a lamp: small bubbles of oxygen rise from its leaves.",
    ],
    stays: [
      "Prepare a worksheet with five questions about chlorophyll and sunlight",
      "What happens in the plant during the night, without light?",
      "Which water plant makes the most visible bubbles for the experiment?",
      "A pupil asked why leaves turn red in autumn when chlorophyll disappears",
      "Compare photosynthesis with breathing in a table for the blackboard",
    ],
    leaves: [
      "Book review needed: three paragraphs on a crime novel set in Iceland",
      "Generate a regular expression for validating European phone numbers",
      "Our quarterly revenue fell by eight percent, structure a presentation for the board",
      "How can I negotiate a higher salary after two years in accounting?",
    ],
  },
];
