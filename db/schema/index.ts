export * from "./assistants";
export * from "./attachments";
export * from "./budgets";
export * from "./ledger";
export * from "./org";
export * from "./pricing";
export * from "./runs";
export * from "./threads";
