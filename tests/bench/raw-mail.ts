import { transport } from "../../lib/mail/transport";
import type { ReceivedMail } from "../setup/smtp-sink";

/** A process of its own, as the worker is one: sends copies of a letter and tells how long it took. */
const [to = "", count = "0"] = process.argv.slice(2);
const found = await fetch(`${process.env.E2E_MAIL_URL}/?to=${encodeURIComponent(to)}`);
const [letter] = (await found.json()) as ReceivedMail[];
if (!letter) throw new Error(`No letter to ${to} has arrived`);
const { from, subject, html, text } = letter;

const send = (many: number) =>
  Promise.all(
    Array.from({ length: many }, () =>
      transport.sendMail({ from, to: { name: "Ana Silva", address: to }, subject, html, text }),
    ),
  );

await send(50);
const started = Date.now();
await send(Number(count));
process.send?.((Date.now() - started) / 1000, () => process.exit(0));
