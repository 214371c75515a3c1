import parseRange from "range-parser";

interface Asked {
  readonly range: string | null;
  readonly ifRange: string | null;
}

/** Bytes of a file, first and last included; null where no byte was asked for that exists (416). */
export type Part = { readonly start: number; readonly end: number; readonly isWhole: boolean };

/**
 * Which part of a file a request is answered with (RFC 9110, 14). A range that makes no sense, several
 * at once, and a part of something else than what the file is now (If-Range) are answered with all of it.
 */
export function partOf(size: number, etag: string, { range, ifRange }: Asked): Part | null {
  const whole = { start: 0, end: size - 1, isWhole: true };
  // A weak tag or a day never says that the bytes are the same.
  if (range === null || (ifRange !== null && ifRange.trim() !== etag)) return whole;
  // The last bytes of a file that has fewer are all of them; the parser finds none.
  const [, last] = /^bytes=\s*-(\d+)\s*$/i.exec(range) ?? [];
  if (last !== undefined && Number(last) >= size && size > 0) return { ...whole, isWhole: false };
  const ranges = parseRange(size, range);
  if (ranges === -2) return whole;
  if (ranges === -1) return isBytes(range) ? null : whole;
  const [first, ...more] = ranges;
  if (!isBytes(range) || !first || more.length > 0) return whole;
  return { start: first.start, end: first.end, isWhole: false };
}

const isBytes = (range: string) => /^\s*bytes\s*=/i.test(range);
