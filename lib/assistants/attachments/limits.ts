/** How many files a message may have. */
export const ATTACHMENTS_MAX = 10;
/** Of a text, in bytes of UTF-8. */
export const TEXT_BYTES_MAX = 400_000;
/** Of an image, in bytes. */
export const IMAGE_BYTES_MAX = 8_000_000;
/** Of an image, in pixels on a side. Anthropic refuses more; the others make it smaller first. */
export const IMAGE_SIDE_MAX = 8_000;
/** Of an image, in pixels. A few kB can hold any number of them, and whoever shows it keeps 4 bytes for each. */
export const IMAGE_PIXELS_MAX = 50_000_000;
/** Of all files of a message together, in bytes. */
export const MESSAGE_BYTES_MAX = 20_000_000;
/** Of all files that a member has attached and not sent, in bytes. */
export const UNSENT_BYTES_MAX = 60_000_000;
/** So long an attachment waits to be sent; then it is erased. */
export const UNSENT_HOURS = 24;
/** How many files of a member a process takes in at once; each is in memory meanwhile. */
export const UPLOADS_AT_ONCE_MAX = 3;
/** Of the images of one request, in bytes; older ones of the thread are named only. A provider takes about 50 MB in base64. */
export const REQUEST_IMAGE_BYTES_MAX = 30_000_000;
export const NAME_CHARACTERS_MAX = 120;

/** What is said where a limit is reached, one sentence each. */
export const BEYOND = {
  file: `An image has at most ${inWords(IMAGE_BYTES_MAX)}, a text ${inWords(TEXT_BYTES_MAX)}: attach a smaller file.`,
  text: `A text has at most ${inWords(TEXT_BYTES_MAX)}: attach the part of it that matters.`,
  side: `An image has at most ${IMAGE_SIDE_MAX.toLocaleString("en")} pixels on a side: make it smaller first.`,
  pixels: `An image has at most ${IMAGE_PIXELS_MAX / 1_000_000} million pixels: make it smaller first.`,
  files: `A message has at most ${ATTACHMENTS_MAX} attachments: send the rest after it.`,
  message: `The attachments of a message have at most ${inWords(MESSAGE_BYTES_MAX)}: send some of them after it.`,
  unsent: `Attachments of ${inWords(UNSENT_BYTES_MAX)} are waiting to be sent: send or remove some of them first.`,
  atOnce: `${UPLOADS_AT_ONCE_MAX} files of yours are on their way already: wait until one of them is there.`,
};

function inWords(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes / 1_000} kB` : `${bytes / 1_000_000} MB`;
}
