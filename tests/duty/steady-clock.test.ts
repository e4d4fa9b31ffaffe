import { steadyClock } from "../../src/duty/steady-clock.ts";

const NINE = Date.UTC(2026, 10, 24, 9);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A machine whose clocks the test sets. */
const machineAt = (wall: number, up = 10 * HOUR) => {
  const clocks = { wall, awake: 5 * SECOND, up };
  return {
    read: { wall: () => clocks.wall, awake: () => clocks.awake, up: () => clocks.up },
    pass: (ms: number) => {
      clocks.wall += ms;
      clocks.awake += ms;
      clocks.up += ms;
    },
    set: (by: number) => {
      clocks.wall += by;
    },
    sleep: (ms: number) => {
      clocks.wall += ms;
      clocks.up += ms;
    },
  };
};

const clockOn = (machine: ReturnType<typeof machineAt>, latest?: number) => {
  const said: unknown[] = [];
  const log = { warn: (fields: object) => void said.push(fields) };
  return { said, ...steadyClock(log, latest, machine.read) };
};

describe("while work is near", () => {
  it.each([
    ["forward", HOUR],
    ["back", -HOUR],
    ["forward by six minutes", 6 * MINUTE],
  ])("the clock goes on evenly when the machine's is put %s", (_, by) => {
    const machine = machineAt(NINE);
    const { now, follow } = clockOn(machine);
    for (let second = 0; second < 30; second += 1) {
      follow(now() + 20 * SECOND);
      machine.pass(SECOND);
      if (second === 10) machine.set(by);
    }
    expect(now()).toBe(NINE + 30 * SECOND);
  });

  it.each([
    ["stood still for 45 seconds", 45 * SECOND],
    ["was put back by 45 seconds", -45 * SECOND],
  ])("a machine that %s is caught up with by degrees, the last five seconds at once", (_, by) => {
    const machine = machineAt(NINE);
    const { now, follow, said } = clockOn(machine);
    machine.set(by);
    const steps = Array.from({ length: 16 * 60 }, () => {
      const before = now();
      follow(before + 20 * SECOND);
      machine.pass(SECOND);
      return now() - before;
    });
    const byDegrees = steps.filter((step) => Math.abs(step - SECOND) <= SECOND / 20 + 1);
    expect(steps.length - byDegrees.length).toBeLessThanOrEqual(1);
    for (const step of steps) expect(step).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThanOrEqual(7 * SECOND);
    expect(Math.abs(now() - machine.read.wall())).toBeLessThanOrEqual(1);
    expect(said).toEqual([{ seconds: by / 1000 }]);
  });

  it("that is said once, with by how much", () => {
    const machine = machineAt(NINE);
    const { now, follow, said } = clockOn(machine);
    follow(now());
    machine.set(-HOUR);
    for (let second = 0; second < 10; second += 1) follow(now());
    expect(said).toEqual([{ seconds: -3600 }]);
  });

  it("the clock follows a machine that is put right by seconds, forward", () => {
    const machine = machineAt(NINE);
    const { now, follow } = clockOn(machine);
    follow(now());
    machine.set(3 * SECOND);
    follow(now());
    expect(now()).toBe(NINE + 3 * SECOND);
  });

  it("the clock follows one that has only just started, and is told the time", () => {
    const machine = machineAt(NINE - HOUR, 20 * SECOND);
    const { now, follow } = clockOn(machine);
    follow(now());
    machine.set(HOUR);
    follow(now());
    expect(now()).toBe(NINE);
  });
});

describe("with nothing near", () => {
  it.each([HOUR, -HOUR])("the clock takes on what the machine says (%d ms)", (by) => {
    const machine = machineAt(NINE);
    const { now, follow } = clockOn(machine);
    machine.set(by);
    follow(undefined);
    expect(now()).toBe(NINE + by);
  });

  it("the clock waits until nothing has been near for a quarter of an hour", () => {
    const machine = machineAt(NINE);
    const { now, follow } = clockOn(machine);
    follow(now() + MINUTE);
    machine.set(-HOUR);
    for (let minute = 0; minute < 14; minute += 1) {
      machine.pass(MINUTE);
      follow(now() + 9 * HOUR);
    }
    expect(now()).toBe(NINE + 14 * MINUTE);
    machine.pass(MINUTE);
    follow(now() + 9 * HOUR);
    expect(now()).toBe(NINE - HOUR + 15 * MINUTE);
  });
});

it("a machine that slept has not been put forward: the time has passed", () => {
  const machine = machineAt(NINE);
  const { now, follow, said } = clockOn(machine);
  follow(now() + SECOND);
  machine.sleep(8 * HOUR);
  follow(now() + SECOND);
  expect(now()).toBe(NINE + 8 * HOUR);
  expect(said).toEqual([]);
});

describe("at the start", () => {
  it("the clock does not go back behind what has been recorded", () => {
    expect(clockOn(machineAt(NINE), NINE + HOUR).now()).toBe(NINE + HOUR);
  });

  it("but for what was recorded with a clock that was quite wrong", () => {
    expect(clockOn(machineAt(NINE), NINE + 300 * HOUR).now()).toBe(NINE);
  });

  it("time that has passed meanwhile has passed", () => {
    expect(clockOn(machineAt(NINE), NINE - HOUR).now()).toBe(NINE);
  });
});
