/** The product's mark and name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <span
        aria-hidden
        className="inline-flex size-6 items-center justify-center rounded-md bg-accent text-on-accent text-xs"
      >
        P
      </span>
      Purser
    </span>
  );
}
