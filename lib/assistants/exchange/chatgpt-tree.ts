import type { ChatNode } from "./chatgpt-node";
import { type Said, saidBy } from "./chatgpt-node";

/** A message of the tree, before it is checked and shown. */
export type TreeMessage = Said & { id: string; parentId: string | null };

export type Tree = {
  /** Each after the one that it follows, branches in their order. */
  messages: TreeMessage[];
  /** The message that a node is in or comes after; undefined where there is none. */
  messageOf: (nodeId: string) => string | undefined;
};

/** Where a node stands among the messages: what it follows, and the answer that it may go on with. */
type Place = { id: string; parentId: string | null; open: TreeMessage | null };

/**
 * The messages of a conversation's tree. A chain of parts without a branch in it becomes one answer; where an answer
 * branches in its middle, its beginning stands alone and each branch follows it. Nodes that say nothing are passed.
 */
export function readTree(nodes: ReadonlyMap<string, ChatNode>): Tree {
  const children = childrenOf(nodes);
  const messages: TreeMessage[] = [];
  const messageOf = new Map<string, string>();
  const places: Place[] = inPlace(children.get(null), { parentId: null, open: null });
  for (let place = places.pop(); place; place = places.pop()) {
    const { id } = place;
    const node = nodes.get(id);
    const said = node ? saidBy(node) : null;
    const next = said ? say(messages, { ...place, said }) : place;
    if (next.parentId !== null) messageOf.set(id, next.parentId);
    places.push(...inPlace(children.get(id), next));
  }
  return { messages, messageOf: (nodeId) => messageOf.get(nodeId) };
}

/** The children in the order of a stack, the first one last. An answer goes on only where it does not branch. */
function inPlace(ids: readonly string[] = [], { parentId, open }: Omit<Place, "id">): Place[] {
  const only = ids.length === 1 ? open : null;
  return ids.toReversed().map((id) => ({ id, parentId, open: only }));
}

function say(messages: TreeMessage[], { id, parentId, open, said }: Place & { said: Said }) {
  if (said.role === "assistant" && open) {
    open.text = `${open.text}\n\n${said.text}`;
    open.model = said.model ?? open.model;
    open.status = said.status;
    return { parentId: open.id, open };
  }
  const message = { ...said, id, parentId };
  messages.push(message);
  return { parentId: id, open: said.role === "assistant" ? message : null };
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
