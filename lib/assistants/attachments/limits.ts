/** How many files a message may have. */
export const ATTACHMENTS_MAX = 10;
/** Of a text, in bytes of UTF-8. */
export const TEXT_BYTES_MAX = 400_000;
/** Of an image, in bytes. */
export const IMAGE_BYTES_MAX = 8_000_000;
/** Of an image, in pixels on a side; beyond this no provider takes it. */
export const IMAGE_SIDE_MAX = 16_000;
/** Of all files of a message together, in bytes. */
export const MESSAGE_BYTES_MAX = 20_000_000;
/** Of all files that a member has attached and not sent, in bytes. */
export const UNSENT_BYTES_MAX = 60_000_000;
/** So long an attachment waits to be sent; then it is erased. */
export const UNSENT_HOURS = 24;
/** Of the images of one request, in bytes; older ones of the thread are named only. A provider takes about 50 MB in base64. */
export const REQUEST_IMAGE_BYTES_MAX = 30_000_000;
export const NAME_CHARACTERS_MAX = 120;
