/**
 * Bytes that arrive in pieces as one buffer, `most` at most: beyond it nothing is kept, and `all` gives null.
 * A list of the pieces would take a hundred times the memory where each is a single byte.
 */
export function gather(most) {
  let kept = Buffer.alloc(0);
  let size = 0;
  return {
    add(piece) {
      const from = size;
      size += piece.length;
      if (size > most) kept = Buffer.alloc(0);
      else {
        if (size > kept.length) kept = grown(kept, Math.min(most, Math.max(size, 2 * kept.length)));
        kept.set(piece, from);
      }
    },
    all: () => (size > most ? null : kept.subarray(0, size)),
  };
}

function grown(kept, length) {
  const larger = Buffer.alloc(length);
  larger.set(kept);
  return larger;
}
