import { faultOf } from "../meeting/fault.ts";

/**
 * An error that nothing has caught ends the program: it may be in the middle of something. One line says where, without
 * words that could be about a person, and the supervisor starts it again; it goes on from what was recorded.
 */
export const endOnFault = (write: (line: string) => void, exit: (code: number) => void): void => {
  const end = (error: unknown): void => {
    write(`${JSON.stringify({ level: 60, time: Date.now(), ...faultOf(error), msg: "ended by a fault" })}\n`);
    exit(1);
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
};
