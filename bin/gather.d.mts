/** Bytes that arrive in pieces as one buffer; null beyond the limit, when nothing is kept. */
export function gather(most: number): {
  add(piece: Uint8Array): void;
  all(): Buffer<ArrayBuffer> | null;
};
