/** Every month from one to another, such as "2026-11", both included. */
export function monthsBetween(first: string, last: string): string[] {
  const [from, to] = [placeOf(first), placeOf(last)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const place = from + index;
    const year = String(Math.floor(place / 12)).padStart(4, "0");
    return `${year}-${String((place % 12) + 1).padStart(2, "0")}`;
  });
}

/** Every year from one to another, both included. */
export function yearsBetween(first: string, last: string): string[] {
  const from = Number(first);
  return Array.from({ length: Math.max(0, Number(last) - from + 1) }, (_, index) =>
    String(from + index).padStart(4, "0"),
  );
}

function placeOf(month: string): number {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return year * 12 + number - 1;
}
