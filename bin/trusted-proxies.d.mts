export function trustedProxies(text?: string): (address: string) => boolean;
export function plainAddress(address?: string): string;
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | string[] | undefined,
  isTrusted: (address: string) => boolean,
): string;
