import { Client } from "pg";
import { ConnectionPlaces } from "../../../src/record/engine/postgres/connection-places.ts";
import { type Precedence, withPrecedence } from "../../../src/record/engine/precedence.ts";
import { openRecordStore } from "../../../src/record/record-store.ts";
import { newGround } from "../../support/engines.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { NOW } from "../samples.ts";

const SHARES = { all: 10, kept: 2, routine: 4 } as const;
const LONG = 60_000;

/** Who has come in, in that order, and who has left. */
const watched = () => {
  const places = new ConnectionPlaces(SHARES);
  const inside: Precedence[] = [];
  const came: Precedence[] = [];
  return {
    inside,
    came,
    ask: async (which: Precedence) => {
      void places.enter(which, LONG).then(() => {
        inside.push(which);
        came.push(which);
      });
      await Promise.resolve();
      await Promise.resolve();
    },
    leave: async (which: Precedence) => {
      inside.splice(inside.indexOf(which), 1);
      places.leave(which);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
};

describe("who may take a connection", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it("is urgent work first, whatever was asked for before it; none waits for ever, and there are never too many", async () => {
    let waited = 0;
    const which = fc.constantFrom<Precedence>("urgent", "people", "routine");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(which, fc.boolean()), { minLength: 60, maxLength: 120 }),
        async (steps) => {
          const at = watched();
          const open: { [of in Precedence]: number } = { urgent: 0, people: 0, routine: 0 };
          for (const [one, leaves] of steps) {
            if (leaves && at.inside.includes(one)) await at.leave(one);
            else {
              open[one] += 1;
              await at.ask(one);
            }
            const many = (of: Precedence) => at.inside.filter((there) => there === of).length;
            const waits = (of: Precedence) => open[of] - at.came.filter((there) => there === of).length;
            expect(at.inside.length).toBeLessThanOrEqual(SHARES.all);
            expect(many("routine")).toBeLessThanOrEqual(SHARES.routine);
            // Nothing urgent waits while a connection is free.
            if (waits("urgent") > 0) expect(at.inside.length).toBe(SHARES.all);
            if (waits("urgent") + waits("people") + waits("routine") > 0) waited += 1;
          }
          for (let [one] = at.inside; one !== undefined; [one] = at.inside) await at.leave(one);
          expect(at.came.length).toBe(open.urgent + open.people + open.routine);
        },
      ),
      runs(60),
    );
    hasMet(() => expect(waited).toBeGreaterThan(20));
  });

  it("keeps two for what is urgent, and lets routine work go on while people wait", async () => {
    const at = watched();
    for (let n = 0; n < 20; n += 1) await at.ask("people");
    for (let n = 0; n < 5; n += 1) await at.ask("routine");
    expect(at.inside).toHaveLength(8);
    await at.ask("urgent");
    await at.ask("urgent");
    await at.ask("urgent");
    expect(at.inside.filter((one) => one === "urgent")).toHaveLength(2);
    await at.leave("people");
    expect(at.came.at(-1)).toBe("urgent");
    await at.leave("urgent");
    await at.leave("urgent");
    await at.leave("people");
    expect(at.came.slice(-1)).toEqual(["routine"]);
    await at.leave("people");
    expect(at.came.slice(-1)).toEqual(["people"]);
  });

  it("gives up after a while, and holds up none of those behind", async () => {
    const places = new ConnectionPlaces({ all: 1, kept: 0, routine: 1 });
    await places.enter("people", LONG);
    const late = expect(places.enter("people", 5_000)).rejects.toMatchObject({ code: "storage-away" });
    const behind = places.enter("people", LONG);
    await jest.advanceTimersByTimeAsync(5_000);
    await late;
    places.leave("people");
    await behind;
  });
});

describe("PostgreSQL: an alert's press and its duty", () => {
  it("find a connection while others hold all that they may have, and more of them wait", async () => {
    const ground = await newGround("PostgreSQL");
    const record = await openRecordStore(ground.place);
    const holding = new Client({ connectionString: ground.place.databaseUrl });
    await holding.connect();
    try {
      await holding.query("begin; lock table events");
      const school = record.in("school");
      const stuck = (which: Precedence) =>
        Array.from({ length: 40 }, (_, n) => withPrecedence(which, async () => school.read(`lesson:${n}`)));
      const others = [...stuck("routine"), ...stuck("people")];
      let over = 0;
      for (const one of others) one.then(() => (over += 1)).catch(() => undefined);
      await expect(withPrecedence("urgent", async () => record.dutiesAhead(NOW))).resolves.toMatchObject({
        due: [],
      });
      expect(over).toBe(0);
      await holding.query("rollback");
      expect((await Promise.allSettled(others)).filter(({ status }) => status === "fulfilled")).not.toEqual(
        [],
      );
    } finally {
      await holding.end();
      await record.close();
      await ground.remove();
    }
  });
});
