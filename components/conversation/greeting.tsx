type GreetingProps = { name: string; disabled: boolean; onPick: (prompt: string) => void };

const PROMPTS = [
  { title: "Rewrite for clarity", prompt: "Rewrite this so that a busy reader gets it at once:\n\n" },
  { title: "Explain and compare", prompt: "Explain how these differ, and when to use each:\n\n" },
  { title: "Plan a piece of work", prompt: "Make a step-by-step plan, with risks and open questions, for: " },
  { title: "Write code", prompt: "Write a function, with tests, that " },
];

/** What an empty thread says: what happens here, what it costs, and four ways to begin. */
export function Greeting({ name, disabled, onPick }: GreetingProps) {
  return (
    <div className="my-auto py-6">
      <h2 className="font-semibold text-2xl tracking-tight">What are you working on, {name}?</h2>
      <p className="mt-2 text-muted">
        Each topic gets a thread of its own. Below the message you see what it can cost before you send it;
        under each answer, what it did cost.
      </p>
      <ul className="mt-6 grid gap-2.5 sm:grid-cols-2">
        {PROMPTS.map(({ title, prompt }) => (
          <li key={title}>
            <button
              type="button"
              disabled={disabled}
              onClick={() => onPick(prompt)}
              className="flex h-full w-full flex-col justify-start rounded-card border border-line bg-card px-4 py-3 text-left shadow-soft enabled:hover:bg-hover disabled:cursor-not-allowed disabled:text-muted"
            >
              <span className="block font-medium">{title}</span>
              <span className="mt-0.5 block text-muted text-sm">{prompt.trim().replace(/[:,]?$/, "…")}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
