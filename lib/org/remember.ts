type Remembering<T> = {
  read: () => Promise<T>;
  keptMs: number;
  waitMs: number;
  /** What is answered while `read` takes longer than `waitMs`. */
  instead: T;
  /** Milliseconds of a clock that only goes forward. */
  now: () => number;
};

type Known<T> = { value: T; at: number };

/** A value that is read at most once in `keptMs`, and by many who ask at the same time once. */
export function rememberFor<T>({ read, keptMs, waitMs, instead, now }: Remembering<T>) {
  let known: Known<T> | null = null;
  let reading: Promise<T> | null = null;

  function begin(): Promise<T> {
    const begun = now();
    const own: Promise<T> = read().then((value) => {
      // What was forgotten meanwhile may have been read before the change.
      if (reading === own) known = { value, at: begun };
      if (reading === own) reading = null;
      return value;
    });
    return own;
  }

  return {
    async get(): Promise<T> {
      if (known && now() - known.at < keptMs) return known.value;
      reading ??= begin();
      return within(reading, { waitMs, instead });
    },
    forget(): void {
      known = null;
      reading = null;
    },
  };
}

async function within<T>(value: Promise<T>, { waitMs, instead }: { waitMs: number; instead: T }): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(instead), waitMs);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}
