export function isJsonWithin(
  text: string,
  most: { depth: number; values: number },
  onText?: (at: number) => void,
): boolean;
