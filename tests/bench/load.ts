import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { performance } from "node:perf_hooks";
import { median, quantile } from "./report";

const CONNECTIONS = 8;
const ROUNDS = 3;
const TICKS_PER_SECOND = 100;

/** What is asked for, and the process that answers. */
export interface Answerer {
  readonly address: URL;
  readonly cookie?: string;
  readonly pid: number;
}

/** What a page costs: medians of three rounds. */
export interface Cost {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the answering process's own time. */
  readonly cpu: number;
  readonly kilobytes: number;
  readonly answers: number;
}

/** Eight connections ask for one page, again and again, for so many milliseconds a round. */
export async function costOf(target: Answerer, duration: number): Promise<Cost> {
  const rounds: Cost[] = [];
  await round(target, duration / 4);
  for (let n = 0; n < ROUNDS; n += 1) rounds.push(await round(target, duration));
  const middle = (of: (cost: Cost) => number) => median(rounds.map(of));
  return {
    perSecond: middle((cost) => cost.perSecond),
    p50: middle((cost) => cost.p50),
    p99: middle((cost) => cost.p99),
    cpu: middle((cost) => cost.cpu),
    kilobytes: middle((cost) => cost.kilobytes),
    answers: rounds.reduce((sum, { answers }) => sum + answers, 0),
  };
}

/** Asks so many times, eight at a time; tells how many answers came. */
export async function ask(target: Answerer, times: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const rounds = Math.ceil(times / CONNECTIONS);
  for (let n = 0; n < rounds; n += 1) {
    await Promise.all(Array.from({ length: CONNECTIONS }, () => sizeOf(target, agent)));
  }
  agent.destroy();
  return rounds * CONNECTIONS;
}

async function round(target: Answerer, duration: number): Promise<Cost> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let bytes = 0;
  const cpu = cpuOf(target.pid);
  const began = performance.now();
  const work = async () => {
    while (performance.now() - began < duration) {
      const asked = performance.now();
      const size = await sizeOf(target, agent);
      bytes += size;
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const took = performance.now() - began;
  agent.destroy();
  return {
    perSecond: (times.length / took) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: (cpuOf(target.pid) - cpu) / times.length,
    kilobytes: bytes / times.length / 1000,
    answers: times.length,
  };
}

/** By node:http, which costs the asking side less than fetch. */
function sizeOf({ address, cookie = "" }: Answerer, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { agent, headers: { cookie } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part: Buffer) => (bytes += part.length));
      answer.once("error", reject);
      answer.once("end", () => {
        if (answer.statusCode === 200) resolve(bytes);
        else reject(new Error(`${address.pathname} answers ${answer.statusCode}`));
      });
    }).once("error", reject);
  });
}

/** Milliseconds that a process and its threads have computed; NaN where the system doesn't say. */
export function cpuOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000;
}

/** Megabytes of memory that a process holds. */
export function memoryOf(pid: number): number {
  return (Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1]) * 1024) / 1_000_000;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
