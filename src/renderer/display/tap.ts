/** Passes a stream on and says when it has ended, however that came: the code must go at once, not after a silence. */
export async function* tapEnd<Message>(
  stream: AsyncIterable<Message>,
  onEnd: () => void,
): AsyncGenerator<Message> {
  try {
    yield* stream
  } finally {
    onEnd()
  }
}
