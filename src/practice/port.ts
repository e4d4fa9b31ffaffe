import { isFree } from "./app/free-port.ts";
import { USUAL_PORT } from "./command-line.ts";

const NEXT = 20;

/** Stands in the page of every practice. */
const MARK = "Practice classroom · Lesson Guard";

/**
 * The port of practice's page: the one asked for, or the usual one and else the next that is free.
 * @throws Error with one sentence, where it is taken: by what, and what to do
 */
export const portFor = async (asked: number | undefined): Promise<number> => {
  const first = asked ?? USUAL_PORT;
  if (first === 0 || (await isFree(first))) return first;
  const address = `http://127.0.0.1:${first}`;
  if (await isPractice(address))
    throw new Error(`Lesson Guard practice is already running at ${address}. For a second one use --port.`);
  if (asked !== undefined) throw new Error(`Port ${asked} is already taken: choose another with --port.`);
  for (let port = first + 1; port <= first + NEXT; port += 1) if (await isFree(port)) return port;
  throw new Error(`Ports ${first} to ${first + NEXT} are all taken: choose another with --port.`);
};

const isPractice = async (address: string): Promise<boolean> => {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    return (await response.text()).includes(MARK);
  } catch {
    return false;
  }
};
