import type { UpstreamProcess } from "@/e2e/upstream/process";
import type { Visit } from "./first-load";
import { type App, type Sender, sendMessage } from "./send-message";

const PLAIN =
  "Spent so far is **$412**, against a budget of $500.\n\n1. Marketing used the most.\n2. Support used less than in May.";
const CODE =
  "Like this:\n\n```ts\nexport const share = (part: number, whole: number) => part / whole;\n```\n";

/** The pages whose scripts are counted: nothing written yet, an answer in prose, an answer with code. */
export async function preparePages(
  app: App,
  upstream: UpstreamProcess,
  { cookie }: Sender,
): Promise<Visit[]> {
  const visits: Visit[] = [{ page: "new thread, empty", url: `${app.url}/`, cookie }];
  const threads = [
    { page: "thread", question: "How did we do this month?", reply: PLAIN },
    { page: "thread with code", question: "How do I compute a share?", reply: CODE },
  ];
  for (const { page, question, reply } of threads) {
    await upstream.reply({ match: { exact: question }, reply });
    const sender: Sender = { cookie, threadId: null };
    await sendMessage(app, sender, question);
    visits.push({ page, url: `${app.url}/threads/${sender.threadId}`, cookie });
  }
  return visits;
}
