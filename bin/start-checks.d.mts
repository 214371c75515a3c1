export function requireFreePorts(settings: {
  port: number;
  host?: string;
  bouncePort?: number;
}): Promise<void>;
