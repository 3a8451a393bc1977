import { open, readEvents, startTiming, type Timing } from "./stream";

/** One answer straight from the upstream, as the plainest client would ask for it. */
export async function callUpstream(url: string, model: string, text: string): Promise<Timing> {
  const timing = startTiming();
  const body = JSON.stringify({
    model,
    stream: true,
    store: false,
    input: [{ role: "user", content: text }],
  });
  const headers = { "content-type": "application/json", authorization: "Bearer none" };
  const response = await open(`${url}/responses`, { method: "POST", headers }, body);
  await readEvents(response, (name) => {
    if (name === "response.output_text.delta") timing.text();
  });
  return timing.end("The upstream's answer");
}
