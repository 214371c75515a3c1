import type { Child } from "./child.mjs";

export type Mailbox = {
  place: string;
  smtpUrl: string;
  mailboxUrl: string;
  child: Child;
  stop: () => Promise<void>;
};

export function startMailDev(dataDir: string): Promise<Mailbox>;
