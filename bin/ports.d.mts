export function isFree(port: number, host?: string): Promise<boolean>;
export function freePort(host?: string): Promise<number>;
export function nextFreePort(wanted: number, taken?: number[]): Promise<number>;
export function answers(port: number, host?: string): Promise<boolean>;
