/** The options stay in view while the columns scroll. */
export const OPTIONS =
  "sticky right-0 bg-card after:absolute after:inset-y-0 after:-right-5 after:w-5 after:bg-card after:content-['']";
