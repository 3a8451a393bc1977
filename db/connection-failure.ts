/** SQLSTATE 08 (connection), 57P0 (the server shuts down or ended the session), 25P03 (idle too long), 53300 (full). */
const SERVER_CODES = /^(08|57P0|25P03|53300)/;
const DRIVER_CODES = [
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EHOSTUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "ENOENT",
];

/** True where the database went away, so that nobody knows whether the last statement counts. */
export function isConnectionFailure(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = "code" in at ? String(at.code) : "";
    if (SERVER_CODES.test(code) || DRIVER_CODES.includes(code)) return true;
  }
  return false;
}
