import type { ChildProcess } from "node:child_process";

export type Child = ChildProcess & { ended: Promise<string> };

export function startNode(
  args: string[],
  options: { env: NodeJS.ProcessEnv; stdio?: "inherit" | "pipe" | number },
): Child;
export function stopChild(child: Child | undefined, patience?: number): Promise<void>;
