import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

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

/** A port that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });

/**
 * Profiles a Node program, as it is, while `work` goes on.
 * @param port where it opens its inspector on SIGUSR1 (`--inspect-port`)
 */
export const profiled = async (
  pid: number,
  port: number,
  work: () => Promise<unknown>,
): Promise<CpuProfile> => {
  process.kill(pid, "SIGUSR1");
  const address = await addressOf(port);
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

const addressOf = async (port: number): Promise<string> => {
  for (let tries = 0; ; tries += 1)
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
      const [first] = (await answer.json()) as readonly { webSocketDebuggerUrl: string }[];
      if (first !== undefined) return first.webSocketDebuggerUrl;
    } catch (error) {
      if (tries > 100) throw error;
      await pause(50);
    }
};

const nameOf = ({ callFrame }: Node): string =>
  `${callFrame.functionName || "(anonymous)"} ${callFrame.url.split("/").slice(-2).join("/")}:${callFrame.lineNumber + 1}`;

/** The functions in which most time was spent: by themselves, and with all that they call. Shares of the time at work. */
export const busiest = (profile: CpuProfile, most = 25): readonly string[] => {
  const own = new Map<number, number>();
  for (const [n, id] of profile.samples.entries())
    own.set(id, (own.get(id) ?? 0) + (profile.timeDeltas[n] ?? 0));
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
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

/** Where the program was at work and came back to its event loop only after this many microseconds. */
const STRETCH_US = 1_500;

/**
 * The longest stretches without a rest: while one goes on no other request is answered. Each with the functions in which
 * most of it was spent, all that they call among it. Many short pieces of work without a rest between them are one.
 */
export const longest = (profile: CpuProfile, most = 12): readonly string[] => {
  const parents = new Map<number, Node>();
  for (const node of profile.nodes) for (const child of node.children ?? []) parents.set(child, node);
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const isRest = (id: number): boolean => byId.get(id)?.callFrame.functionName === "(idle)";
  type Stretch = { readonly at: number; readonly us: number; readonly spent: ReadonlyMap<number, number> };
  const stretches: Stretch[] = [];
  let [at, us, clock] = [0, 0, 0];
  let spent = new Map<number, number>();
  const end = (): void => {
    if (us >= STRETCH_US) stretches.push({ at, us, spent });
    us = 0;
    spent = new Map();
  };
  for (const [n, id] of profile.samples.entries()) {
    const took = profile.timeDeltas[n + 1] ?? 0;
    clock += profile.timeDeltas[n] ?? 0;
    if (isRest(id)) {
      end();
      continue;
    }
    if (us === 0) at = clock;
    us += took;
    spent.set(id, (spent.get(id) ?? 0) + took);
  }
  end();
  const inside = ({ spent: own }: Stretch): readonly [string, number][] => {
    const whole = new Map<string, number>();
    for (const [id, time] of own) {
      const names = new Set<string>();
      for (let node = byId.get(id); node !== undefined; node = parents.get(node.id)) names.add(nameOf(node));
      for (const name of names) whole.set(name, (whole.get(name) ?? 0) + time);
    }
    return [...whole].filter(([name]) => !name.startsWith("(root)")).toSorted(([, a], [, b]) => b - a);
  };
  return stretches
    .toSorted((a, b) => b.us - a.us)
    .slice(0, most)
    .flatMap((one) => [
      `${(one.us / 1000).toFixed(1)} ms without a rest, at ${(one.at / 1000).toFixed(0)} ms`,
      ...inside(one)
        .slice(0, 12)
        .map(([name, time]) => `${(time / 1000).toFixed(1).padStart(10)} ms  ${name}`),
    ]);
};
