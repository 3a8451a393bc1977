export * from "./assistants";
export * from "./budgets";
export * from "./ledger";
export * from "./org";
export * from "./pricing";
export * from "./prompts";
export * from "./runs";
export * from "./threads";
