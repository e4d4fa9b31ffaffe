import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What stands between a program and a server, and sees who hangs up. */
export type Between = {
  readonly port: number;
  /** Who ended each connection that has ended: the program, or the server. */
  readonly endedBy: readonly ("program" | "server")[];
  /** Connections that are open. */
  readonly open: () => number;
  /** Cuts all connections, and takes no more. */
  readonly stop: () => void;
};

/** Hands all bytes on, both ways. @param to the port of the server, on this machine */
export const standBetween = async (to: number): Promise<Between> => {
  const pairs = new Set<readonly [Socket, Socket]>();
  const endedBy: ("program" | "server")[] = [];
  const server = createServer((program) => {
    const there = connect(to, "127.0.0.1");
    const pair = [program, there] as const;
    pairs.add(pair);
    const ended = (by: "program" | "server") => (): void => {
      if (!pairs.delete(pair)) return;
      endedBy.push(by);
      program.destroy();
      there.destroy();
    };
    for (const [socket, by] of [
      [program, "program"],
      [there, "server"],
    ] as const)
      for (const event of ["end", "close", "error"] as const) socket.on(event, ended(by));
    program.pipe(there).pipe(program);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    port: (server.address() as AddressInfo).port,
    endedBy,
    open: () => pairs.size,
    stop: () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      server.close();
    },
  };
};
