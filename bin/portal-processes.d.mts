export function runPortal(
  env: NodeJS.ProcessEnv,
  options: {
    say: (line: string) => void;
    ready: () => void;
    stop: AbortSignal;
    lost: Promise<string>;
  },
): Promise<number>;
