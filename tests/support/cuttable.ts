import { connect, createServer, type Socket } from "node:net";

/** A way to a server that can be cut, as when a database is away. */
export type Cuttable = {
  readonly port: number;
  /** Breaks every connection and takes no new one, until mended. */
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => void;
};

export const cuttable = async (to: { readonly host: string; readonly port: number }): Promise<Cuttable> => {
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(to);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => open.delete(one));
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: address.port,
    cut: () => {
      whole = false;
      breakAll();
    },
    mend: () => {
      whole = true;
    },
    close: () => {
      server.close();
      breakAll();
    },
  };
};
