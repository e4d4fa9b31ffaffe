import { roomForRoutine } from "../../src/duty/room.ts";

const QUICK = 5;
const SLOW = 60;

/** The places in each quarter of a second, for a program that is so late to its timers. */
const placesWith = (late: readonly number[], tookUp: readonly number[] = []): readonly number[] => {
  let n = 0;
  const room = roomForRoutine({ read: () => late[n] ?? QUICK, close: () => undefined });
  return late.map((_, at) => {
    n = at;
    room.tookUp(tookUp[at] ?? 1);
    return room.places(at * 250);
  });
};

describe("the room for routine work", () => {
  it("grows to what may hang, while the program is quick", () => {
    const places = placesWith(Array.from({ length: 40 }, () => QUICK));
    expect(places.at(-1)).toBe(200);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("halves each time that the program is late, and never ends", () => {
    const [first = 0, ...then] = placesWith(Array.from({ length: 10 }, () => SLOW));
    expect(then.slice(0, 2)).toEqual([Math.floor(first / 2), Math.floor(first / 4)]);
    expect(then.at(-1)).toBe(2);
  });

  it("halves where the record is slow, though the program is not", () => {
    const places = placesWith([QUICK, QUICK, QUICK], [1, 900, 1]);
    expect(places[1]).toBeLessThan(places[0] ?? 0);
    expect(places[2]).toBeGreaterThan(places[1] ?? 0);
  });

  it("stays as it is within a quarter of a second: what was changed has to show", () => {
    let read = 0;
    const late = () => {
      read += 1;
      return SLOW;
    };
    const room = roomForRoutine({ read: late, close: () => undefined });
    const first = room.places(0);
    expect([room.places(10), room.places(249)]).toEqual([first, first]);
    expect(read).toBe(1);
    expect(room.places(250)).toBeLessThan(first);
  });
});
