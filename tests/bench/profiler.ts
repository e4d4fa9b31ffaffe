import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Node opens its inspector here on SIGUSR1. */
const INSPECTOR = 9229;

type Node = {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
};
export type CpuProfile = {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/**
 * Profiles a Node program, as it is, while `work` goes on.
 * @throws Error where another program's inspector is open
 */
export const profiled = async (pid: number, work: () => Promise<unknown>): Promise<CpuProfile> => {
  await free(INSPECTOR);
  process.kill(pid, "SIGUSR1");
  const address = await addressOf();
  const socket = new WebSocket(address);
  await new Promise((open, failed) => {
    socket.addEventListener("open", open);
    socket.addEventListener("error", failed);
  });
  let last = 0;
  const ask = <Answer>(method: string, params: object = {}): Promise<Answer> => {
    last += 1;
    const id = last;
    return new Promise((answered) => {
      socket.addEventListener("message", ({ data }) => {
        const said = JSON.parse(String(data)) as { id?: number; result: Answer };
        if (said.id === id) answered(said.result);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  await ask("Profiler.enable");
  await ask("Profiler.setSamplingInterval", { interval: 200 });
  await ask("Profiler.start");
  await work();
  const { profile } = await ask<{ profile: CpuProfile }>("Profiler.stop");
  socket.close();
  return profile;
};

const free = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", () => reject(new Error(`port ${port} is in use: another inspector is open`)));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });

const addressOf = async (): Promise<string> => {
  for (let tries = 0; ; tries += 1)
    try {
      const answer = await fetch(`http://127.0.0.1:${INSPECTOR}/json/list`);
      const [first] = (await answer.json()) as readonly { webSocketDebuggerUrl: string }[];
      if (first !== undefined) return first.webSocketDebuggerUrl;
    } catch (error) {
      if (tries > 100) throw error;
      await pause(50);
    }
};

/** The functions in which most time was spent: by themselves, and with all that they call. Shares of the time at work. */
export const busiest = (profile: CpuProfile, most = 25): readonly string[] => {
  const own = new Map<number, number>();
  for (const [n, id] of profile.samples.entries())
    own.set(id, (own.get(id) ?? 0) + (profile.timeDeltas[n] ?? 0));
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const nameOf = ({ callFrame }: Node) =>
    `${callFrame.functionName || "(anonymous)"} ${callFrame.url.split("/").slice(-2).join("/")}:${callFrame.lineNumber + 1}`;
  const alone = new Map<string, number>();
  const whole = new Map<string, number>();
  const walk = (node: Node, above: ReadonlySet<string>): number => {
    const name = nameOf(node);
    const mine = own.get(node.id) ?? 0;
    alone.set(name, (alone.get(name) ?? 0) + mine);
    const inside = new Set([...above, name]);
    let sum = mine;
    for (const child of node.children ?? []) {
      const found = byId.get(child);
      if (found !== undefined) sum += walk(found, inside);
    }
    // A function that calls itself is counted once.
    if (!above.has(name)) whole.set(name, (whole.get(name) ?? 0) + sum);
    return sum;
  };
  const [root] = profile.nodes;
  if (root !== undefined) walk(root, new Set());
  const idle = alone.get("(idle) :0") ?? 0;
  const all = [...own.values()].reduce((sum, one) => sum + one, 0) - idle;
  const table = (title: string, of: ReadonlyMap<string, number>) => [
    title,
    ...[...of]
      .filter(([name]) => !name.startsWith("(idle)") && !name.startsWith("(root)"))
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([name, time]) => `${((time / all) * 100).toFixed(1).padStart(6)} %  ${name}`),
  ];
  return [...table("By themselves:", alone), "", ...table("With all that they call:", whole)];
};
