export { type BulkOutcome, changeEach } from "./change-each";
export { BULK_MAX, bulkIds } from "./ids";
export { bulkWords } from "./words";
