export function jsonExtent(
  text: string,
  onText?: (at: number) => void,
): { depth: number; values: number };
