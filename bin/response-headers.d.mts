export function isTokenPath(path: string): boolean;
export function redactedPath(path: string): string;
export function redactTokens(text: string): string;
