import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { cardsIn } from "../../e2e/support/cards.ts";
import { botAlone } from "../../e2e/support/crash.ts";
import { Panel } from "../../e2e/support/panel.ts";
import type { Engine } from "../../support/engines.ts";
import { openRecord } from "../../support/opened.ts";
import { AMOUNTS, PATIENCE_MS } from "./amounts.ts";
import { type Books, openBooks } from "./books.ts";
import { figure } from "./figures.ts";
import { Load } from "./load.ts";
import { randomOf, SEED } from "./seed.ts";
import { leftUndone, settled } from "./settled.ts";

type Line = {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly data: string;
};

/** Kills the program again and again while people press, and looks afterwards what became of it all. */
export const killsUnderLoad = (engine: Engine): void => {
  jest.setTimeout(PATIENCE_MS);
  const kills = AMOUNTS.kills / 2;
  const load = new Load();
  const { acknowledged } = load;
  let books: Books;
  let events: readonly Line[];
  let tookMs = 0;

  beforeAll(async () => {
    books = await openBooks(engine);
    const { lesson } = books;
    const { practice, teacher } = lesson;
    const { lesson: maths, pupils } = await lesson.recognised();
    await practice.do({ do: "start", meeting: "maths" });
    await botAlone(lesson);
    await practice.do({ do: "familiesArrive", meeting: "maths", overSeconds: 0, count: 5 });
    await practice.do({ do: "admitAll", meeting: "maths" });
    const colleague = new Panel(practice, "doyle");
    const { lesson: phonics } = await practice.until("the other meeting is known", () =>
      colleague.open("phonics").catch(() => undefined),
    );
    await colleague.press(phonics, { press: "choose-kind", kind: "group" });
    await practice.until(
      "its options are proven",
      async () => (await colleague.open("phonics")).doors.state === "proven",
      30_000,
    );
    await practice.do({ do: "start", meeting: "phonics" });

    const takers = { child: lesson.as("lowe"), adult: lesson.as("evans") };
    load.begin(
      teacher,
      maths,
      pupils.map(({ pupil }) => pupil),
      takers,
    );
    load.begin(colleague, phonics, [], takers);
    const from = performance.now();
    await killAgainAndAgain();
    tookMs = performance.now() - from;
    await practice.until("it is up", async () => (await practice.state()).app.up, 60_000);
    await load.stop();
    await settled(books);
    events = (await books.rows(
      "select stream, version, type, data from events order by stream, version",
    )) as readonly Line[];
  }, PATIENCE_MS);

  afterAll(() => books.close());

  const killAgainAndAgain = async (): Promise<void> => {
    const { practice } = books.lesson;
    const random = randomOf(`kills ${engine}`);
    await practice.app({ autoRestart: true });
    for (let kill = 0; kill < kills; kill += 1) {
      // Now and then in the middle of starting; else while it works.
      if (random.next() < 0.15) await pause(random.from(0, 1000));
      else {
        const { presses } = acknowledged;
        const isAnswered = async (): Promise<boolean> => {
          load.check();
          return acknowledged.presses > presses;
        };
        await practice.until(`it answers after kill ${kill}`, isAnswered, 60_000).catch(explain);
        await pause(random.from(0, 700));
      }
      await practice.app({ act: "kill" });
    }
  };

  /** For a developer who has to find out why no one was answered. */
  const explain = (error: unknown): never => {
    const log = readFileSync(books.lesson.practice.running.appLog, "utf8").slice(-4000);
    throw new Error(`people were told: ${[...load.troubles].join("; ")}\n${log}`, { cause: error });
  };

  const ofType = (
    type: string,
  ): readonly (Line & { readonly fact: { readonly [field: string]: unknown } })[] =>
    events
      .filter((event) => event.type === type)
      .map((event) => ({ ...event, fact: JSON.parse(event.data) as { [field: string]: unknown } }));

  const timesOf = (keys: readonly string[]): ReadonlyMap<string, number> => {
    const times = new Map<string, number>();
    for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
    return times;
  };

  const moreThanOnce = (keys: readonly string[]): readonly string[] =>
    [...timesOf(keys)].filter(([, times]) => times > 1).map(([key]) => key);

  it("no concern that was answered is lost, and none is there twice", () => {
    const raised = ofType("ConcernRaised");
    const ofPress = new Map(raised.map(({ fact }) => [fact["press"], fact["ref"]]));
    const aboutAdults = new Set(
      raised.flatMap(({ fact }) => (fact["about"] === "adult" ? [fact["ref"]] : [])),
    );
    // A bare press about an adult, soon after another, is that one: it has no fact of its own.
    const lost = acknowledged.concerns.filter(({ press, ref, about }) =>
      about === "adult" && !ofPress.has(press) ? !aboutAdults.has(ref) : ofPress.get(press) !== ref,
    );
    expect({ seed: SEED, lost }).toEqual({ seed: SEED, lost: [] });
    // How many there are follows from how fast the machine is; without any nothing was tried.
    expect(acknowledged.concerns.length).toBeGreaterThan(kills / 10);
    expect(acknowledged.doubled).toEqual([]);
    expect(moreThanOnce(raised.map(({ fact }) => String(fact["press"])))).toEqual([]);
  });

  it("no one who was told that they have it is forgotten, and none has it twice", () => {
    const taken = ofType("Acknowledged").map(({ stream }) => stream.replace("concern:", ""));
    expect([...acknowledged.taken].filter((ref) => !taken.includes(ref))).toEqual([]);
    expect(moreThanOnce(taken)).toEqual([]);
  });

  it("no words that were answered are lost, and none are there twice", async () => {
    const payloads = (await books.rows("select payload from personal")).map(({ payload }) => String(payload));
    const written = payloads.flatMap((payload) => /seen [0-9a-f-]{36}/.exec(payload)?.[0] ?? []);
    expect([...acknowledged.words].filter((words) => !written.includes(words))).toEqual([]);
    expect(moreThanOnce(written)).toEqual([]);
  });

  it("no check that was answered is lost, and none is there twice", () => {
    const keysOf = (type: string): readonly string[] =>
      ofType(type).map(
        ({ stream, fact }) =>
          `${stream.replace("lesson:", "")} ${String(fact["pupil"])} ${String(fact["reason"])}`,
      );
    const [noted, putRight] = [keysOf("ExceptionNoted"), keysOf("ExceptionPutRight")];
    const answered = [...acknowledged.exceptions];
    expect(answered.filter(([key]) => !noted.includes(key))).toEqual([]);
    expect(answered.filter(([key, how]) => how === "put right" && !putRight.includes(key))).toEqual([]);
    expect(moreThanOnce(noted)).toEqual([]);
    expect(moreThanOnce(putRight)).toEqual([]);
    for (const [lesson, version] of acknowledged.versions)
      expect(events.filter(({ stream }) => stream === `lesson:${lesson}`).length).toBeGreaterThanOrEqual(
        version,
      );
  });

  it("no alert is lost; a copy too many has the same reference", async () => {
    /** One may be of several concerns, or name an earlier one of its lesson. */
    const refsOf = (card: unknown): readonly string[] => {
      const words = JSON.stringify(card);
      return ofType("ConcernRaised").flatMap(({ fact }) =>
        words.includes(String(fact["ref"])) ? [String(fact["ref"])] : [],
      );
    };
    const refsIn = async (place: string): Promise<readonly (readonly string[])[]> =>
      (await cardsIn(books.lesson.practice, place)).flatMap(({ card }) =>
        card === undefined ? [] : [refsOf(card)],
      );
    const alerts = await refsIn("dsl");
    const [channel, evans] = [alerts.flat(), (await refsIn("evans")).flat()];
    const lost = acknowledged.concerns.filter(({ ref, about }) =>
      about === "child" ? !channel.includes(ref) : !evans.includes(ref),
    );
    expect({ seed: SEED, lost }).toEqual({ seed: SEED, lost: [] });
    // Every alert names a concern of the record: a copy is of the same reference or it would not be here.
    expect(alerts.filter((refs) => refs.length === 0)).toEqual([]);
    const copies = [channel, evans].flatMap((refs) => [...timesOf(refs).values()]);
    figure(
      `kill -9 on ${engine}: alert copies beyond the first (same reference)`,
      copies.reduce((sum, times) => sum + times - 1, 0),
    );
  });

  it("no duty is lost: each is done, or given up by rule", async () => {
    // Work that is to come later is still there; a card to be posted at most once is given up where no one
    // can say whether it was.
    expect(await leftUndone(books)).toEqual([]);
    const givenUp = await books.rows("select distinct kind from duties where state = 'failed'");
    expect(givenUp.filter(({ kind }) => kind !== "post-family-card")).toEqual([]);
    const told = new Set(ofType("Told").map(({ stream }) => stream));
    expect(acknowledged.concerns.filter(({ ref }) => !told.has(`concern:${ref}`))).toEqual([]);
  });

  it("the chain is intact", async () => {
    const { practice } = books.lesson;
    expect((await practice.state()).app.starts).toBeGreaterThan(kills / 2);
    expect(await practice.violations()).toEqual([]);
    await practice.app({ act: "stop" });
    const record = await openRecord(books.place);
    const streams = [...new Set(events.map(({ stream }) => stream))];
    for (const stream of streams)
      expect([stream, (await record.verifyStream(stream)).intact]).toEqual([stream, true]);
    await record.close();
    figure(`kill -9 on ${engine}: kills`, `${kills} in ${Math.round(tookMs / 1000)} s`);
    figure(
      `kill -9 on ${engine}: answered presses, concerns, events`,
      `${acknowledged.presses}, ${acknowledged.concerns.length}, ${events.length}; lost 0, doubled 0`,
    );
  });
};
