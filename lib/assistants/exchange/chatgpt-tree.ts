import { type ChatNode, type Said, saidBy } from "./chatgpt-node";
import { unreadable } from "./incoming";
import { THREAD_CHARACTERS_MAX } from "./split-threads";

/** A message of the tree, before it is checked and shown. */
export type TreeMessage = Said & { id: string; parentId: string | null };

export type Tree = {
  /** Each after the one that it follows, branches in their order. */
  messages: TreeMessage[];
  /** The message that a node is in or comes after; undefined where there is none. */
  messageOf: (nodeId: string) => string | undefined;
};

/** Where a node stands among the messages: what it follows, and the answer that it goes on with, if only it does. */
type Place = { id: string; parentId: string | null; open: TreeMessage | null; isOnly: boolean };

/**
 * The messages of a conversation's tree. A chain of parts becomes one answer; where it branches in its middle, each
 * branch becomes an answer with the same beginning. Nodes that say nothing are passed. Throws `invalid` where such
 * beginnings come to more text than a thread may have.
 */
export function readTree(nodes: ReadonlyMap<string, ChatNode>): Tree {
  const children = childrenOf(nodes);
  const found: Found = { messages: [], begun: new Set(), copied: 0 };
  const messageOf = new Map<string, string>();
  const places: Place[] = inPlace(children.get(null), { parentId: null, open: null });
  for (let place = places.pop(); place; place = places.pop()) {
    const { id } = place;
    const node = nodes.get(id);
    const said = node ? saidBy(node) : null;
    const next = said ? say(found, { ...place, said }) : place;
    if (next.parentId !== null) messageOf.set(id, next.parentId);
    places.push(...inPlace(children.get(id), next));
  }
  return { messages: withoutBeginnings(found), messageOf: (nodeId) => messageOf.get(nodeId) };
}

/** `begun` are the answers that others begin with; `copied` is how much text those have of them. */
type Found = { messages: TreeMessage[]; begun: Set<string>; copied: number };

/** The children in the order of a stack, the first one last. */
function inPlace(ids: readonly string[] = [], { parentId, open }: Pick<Place, "parentId" | "open">): Place[] {
  return ids.toReversed().map((id) => ({ id, parentId, open, isOnly: ids.length === 1 }));
}

function say(found: Found, { id, parentId, open, isOnly, said }: Place & { said: Said }) {
  if (said.role === "assistant" && open) {
    if (isOnly) return goOn(open, { ...said, text: `${open.text}\n\n${said.text}` });
    found.begun.add(open.id);
    found.copied += open.text.length;
    if (found.copied > THREAD_CHARACTERS_MAX) throw unreadable("its answers branch too often.");
    return add(found, { ...said, text: `${open.text}\n\n${said.text}`, id, parentId: open.parentId });
  }
  return add(found, { ...said, id, parentId });
}

function add({ messages }: Found, message: TreeMessage) {
  messages.push(message);
  return { parentId: message.id, open: message.role === "assistant" ? message : null };
}

function goOn(open: TreeMessage, { text, model, status }: Said) {
  Object.assign(open, { text, model: model ?? open.model, status });
  return { parentId: open.id, open };
}

/** A beginning that nothing follows but the answers that have it is none of its own. */
function withoutBeginnings({ messages, begun }: Found): TreeMessage[] {
  const followed = new Set(messages.map(({ parentId }) => parentId));
  return messages.filter(({ id }) => !begun.has(id) || followed.has(id));
}

/** Children by their parents' ids, in the order that the parents give; those of null and of no node are the roots. */
function childrenOf(nodes: ReadonlyMap<string, ChatNode>): Map<string | null, string[]> {
  const order = new Map<string, number>();
  for (const { children } of nodes.values()) {
    for (const [n, child] of children.entries()) order.set(child, n);
  }
  const found = new Map<string | null, string[]>();
  for (const [id, { parent }] of nodes) {
    const key = parent != null && parent !== id && nodes.has(parent) ? parent : null;
    const siblings = found.get(key);
    if (siblings) siblings.push(id);
    else found.set(key, [id]);
  }
  for (const siblings of found.values()) {
    siblings.sort((a, b) => (order.get(a) ?? nodes.size) - (order.get(b) ?? nodes.size));
  }
  return found;
}
