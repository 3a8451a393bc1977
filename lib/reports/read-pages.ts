type Page<T> = { rows: T[]; nextCursor: string | null };

/**
 * The rows of a whole list, read page by page as they are asked for. Throws where a page leads back to one before: such
 * a file would never end.
 */
export async function* readPages<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T[]> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await read(cursor);
    yield rows;
    cursor = nextCursor ?? undefined;
    if (cursor !== undefined && seen.has(cursor)) throw new Error(`The list begins again at "${cursor}".`);
    seen.add(cursor ?? "");
  } while (cursor !== undefined);
}
