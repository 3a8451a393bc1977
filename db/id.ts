import { v7, validate } from "uuid";

/** A new row id: UUIDv7, so that ids made later sort later and index pages stay warm. */
export function newId(): string {
  return v7();
}

/** Whether a text from outside can be an id at all; Postgres refuses to compare any other with a uuid. */
export function isId(text: string): boolean {
  return validate(text);
}
