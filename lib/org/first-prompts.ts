/** What each member finds under `/` to begin with; they are the member's own to change. In the order of their names. */
export const FIRST_PROMPTS = [
  {
    name: "Explain",
    text: "Explain {{topic}} to somebody who knows {{what they know already}}. Begin with one sentence that says it all, then give one example.",
  },
  {
    name: "Reply",
    text: `Write a reply to the message below. Tone: {{tone}}. It has to say: {{what to say}}. Promise nothing that is not named here.

{{message}}`,
  },
  {
    name: "Summarise",
    text: `Summarise the text below in at most {{number}} sentences. Then list what has to be done, by whom and until when; leave out what the text does not say.

{{text}}`,
  },
] as const;
