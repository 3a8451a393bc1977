export type ActionCall = {
  /** The app's address, without a path. */
  origin: string;
  /** The page it is called from. */
  path: string;
  actionId: string;
  cookie: string;
  /** The action's one argument: a plain object. */
  input: object;
};

/** What a browser posts to call a server action: the body is what React's `encodeReply` makes of one plain object. */
export function actionRequest({ origin, path, actionId, cookie, input }: ActionCall) {
  return {
    url: `${origin}${path}`,
    method: "POST",
    headers: {
      cookie,
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      "next-action": actionId,
      origin,
      "sec-fetch-site": "same-origin",
    },
    body: JSON.stringify([input]),
  };
}

/** What the action answered, out of the reply's rows: row 0 names the row that holds it. Null when there is none. */
export function resultIn(reply: string): unknown {
  const rows = new Map<string, string>();
  for (const line of reply.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) rows.set(line.slice(0, colon), line.slice(colon + 1));
  }
  const reference = /"a":"\$@([0-9a-f]+)"/.exec(rows.get("0") ?? "")?.[1];
  const row = reference === undefined ? undefined : rows.get(reference);
  return row === undefined ? null : JSON.parse(row, unescapeDollar);
}

/** React writes a text that begins with a dollar with two of them: one alone would be a reference. */
function unescapeDollar(_: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith("$$") ? value.slice(1) : value;
}
