import { faultOf } from "../meeting/fault.ts";

/**
 * What nothing has caught ends the program: it may be half done with something. One line says where, without words
 * that could be about a person, and the supervisor starts it again; what was recorded is taken up from there.
 */
export const endOnFault = (write: (line: string) => void, exit: (code: number) => void): void => {
  const end = (error: unknown): void => {
    write(`${JSON.stringify({ level: 60, time: Date.now(), ...faultOf(error), msg: "ended by a fault" })}\n`);
    exit(1);
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
};
