import { ENGINES, freshGround } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";
import { concern } from "../samples.ts";

describe.each(ENGINES)("%s: concerns are found", (engine) => {
  let record: OpenRecord;

  beforeEach(async () => {
    ({ record } = await freshGround(engine));
    const people = [
      { person: "dsl", why: "recipient" },
      { person: "deputy", why: "deputy" },
    ];
    await record.append({
      streams: [],
      index: {
        concerns: [
          concern("K1", { people }),
          concern("K2", { raisedAt: "2026-11-24T09:10:00.000Z", lesson: "l2", people: people.slice(0, 1) }),
          concern("K3", { raisedBy: "assistant", lesson: null }),
        ],
      },
    });
  });

  const refs = (rows: readonly { readonly ref: string }[]) => rows.map(({ ref }) => ref);

  it("by those who may know of them, newest first", async () => {
    expect(refs(await record.concernsFor("dsl"))).toEqual(["K2", "K1"]);
    expect(refs(await record.concernsFor("deputy"))).toEqual(["K1"]);
    expect(await record.concernsFor("teacher")).toEqual([]);
  });

  it("by lesson, and by who raised them there", async () => {
    expect(refs(await record.concernsOfLesson("l1"))).toEqual(["K1"]);
    expect(refs(await record.concernsRaisedBy("teacher", "l2"))).toEqual(["K2"]);
    expect(await record.concernsRaisedBy("assistant", "l1")).toEqual([]);
  });

  it("of one person from a moment on, that moment included, oldest first", async () => {
    const [first, second] = await record.concernsNamed(["K1", "K2"]);
    const moments = [first, second].map((one) => one?.raisedAt ?? "").toSorted();
    expect(refs(await record.concernsRaisedFrom("teacher", moments[0] ?? ""))).toEqual(["K1", "K2"]);
    expect(refs(await record.concernsRaisedFrom("teacher", moments[1] ?? ""))).toEqual(["K2"]);
    expect(await record.concernsRaisedFrom("teacher", "2026-11-25T00:00:00.000Z")).toEqual([]);
  });

  it("as last saved: one taken off the route knows of it no more", async () => {
    const row = concern("K1", { state: "seen", people: [{ person: "deputy", why: "deputy" }] });
    await record.append({ streams: [], index: { concerns: [row] } });

    expect(await record.concernRow("K1")).toEqual(row);
    expect(refs(await record.concernsFor("dsl"))).toEqual(["K2"]);
  });
});
