/** An address of the costs page under a name. */
export type CostView = { viewId: string; name: string; search: string };
