import type { ChildProcess } from "node:child_process";

export type EmbeddedPostgres = {
  /** For migrations and application. */
  url: string;
  /** For what only the role that made the cluster may do. */
  superuserUrl: string;
  port: number;
  folder: string;
  child: ChildProcess;
  stop: () => Promise<void>;
};

export function startPostgres(
  dataDir: string,
  options?: { fast?: boolean; say?: (line: string) => void },
): Promise<EmbeddedPostgres>;
export function runningPostgres(dataDir: string): string | undefined;
export function removePostgres(dataDir: string): Promise<void>;
