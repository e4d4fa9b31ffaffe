import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Outgoing connections get ports above these (from 32768 on Linux, 49152 elsewhere): otherwise one of them could
 * hold the port of a program that is down for a moment.
 */
const [FROM, BELOW] = [20_000, 32_000];
const TRIES = 100;

/** A port of the loopback address that no program uses at this moment. */
export const freePort = async (): Promise<number> => {
  for (let n = 0; n < TRIES; n += 1) {
    const port = randomInt(FROM, BELOW);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port between ${FROM} and ${BELOW} is free`);
};

/** Whether no program listens there, on this machine alone. */
export const isFree = (port: number): Promise<boolean> => {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
};
