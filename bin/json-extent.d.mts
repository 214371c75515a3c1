export function isJsonWithin(
  text: string,
  most: { depth: number; values: number; text?: number },
  onText?: (at: number) => void,
): boolean;
