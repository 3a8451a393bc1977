type Body = ReadableStream<Uint8Array>;

/** A body in pieces, which is left open where nobody reads on. */
export async function* piecesOf(body: Body): AsyncGenerator<Uint8Array> {
  yield* body.values({ preventCancel: true });
}

/**
 * Reads what is left of a body, as a browser reads no answer before it has sent everything. One with more left than the
 * page ever sends is stopped there: whoever sends it gets no answer.
 */
export async function drain(body: Body, bytesMax: number): Promise<void> {
  let bytes = 0;
  try {
    for await (const piece of body) {
      bytes += piece.byteLength;
      if (bytes > bytesMax) return;
    }
  } catch {
    // Where the sender has gone, there is nobody left to answer.
  }
}
