/** Of a longer audit log only the newest are verified here: a page must not take longer with each act. */
export const CHAIN_ROWS_MAX = 20_000;
