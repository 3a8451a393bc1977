/** A thread that will be deleted, or was, as the browser gets it. */
export type OldRow = {
  id: string;
  title: string;
  /** What is known of it besides, in words. */
  facts: string[];
};
