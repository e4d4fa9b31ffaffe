import { randomUUID } from "node:crypto";
import type { ConcernView } from "../../src/protocol/screen/view.ts";
import { VERBS } from "../../src/teams/presses.ts";
import { allEngines } from "../chaos/support/amounts.ts";
import { cardsWith, chatOf } from "../e2e/support/cards.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { ENGINES, type Ground, newGround } from "../support/engines.ts";
import { stopClock } from "../support/frozen.ts";
import { expected, firstOthers, outcome, WalkedSchool } from "./support/school.ts";
import {
  type Call,
  callsOf,
  EVERYBODY,
  OF_ADULT,
  OF_CHILD,
  ON_CARDS,
  type Person,
  STAFF,
  WITHOUT_SIGN_IN,
} from "./support/who-may.ts";

// Everything that can be reached is found by walking the running server, and asked for by each kind of
// person. A route or verb that is missing in support/who-may.ts fails.

const pressOf = ({ body }: Call): string => {
  const { press }: { press?: string } = body ?? {};
  return press ?? "";
};

const NEUTRAL = "This is for the staff of the lesson. You do not need it to take part.";
/** In their own chat, a person who may not press reads why: by who they are, never by what there is. */
const TURNED_AWAY =
  /^(Not done: (your account is not in the staff group|this is for the staff of that lesson)|This is for the staff|Lesson Guard could not read that press)/;
/** Staff of the lesson read it on their own card, drawn anew: nothing was done. */
const UNREAD = /Lesson Guard could not read that press, so nothing was done/;

/** For a while the database takes no reading. */
const NO_READINGS = {
  SQLite: {
    refuse: [
      "create trigger no_readings before insert on events when new.type = 'ConcernRead' begin select raise(abort, 'full'); end",
    ],
    allow: ["drop trigger no_readings"],
  },
  PostgreSQL: {
    refuse: [
      "create function no_readings() returns trigger language plpgsql as $$ begin if new.type = 'ConcernRead' then raise exception 'full'; end if; return new; end $$",
      "create trigger no_readings before insert on events for each row execute function no_readings()",
    ],
    allow: ["drop function no_readings cascade"],
  },
} as const;

describe.each(allEngines ? ENGINES : [ENGINES[0]])("on %s", (engine) => {
  let ground: Ground;
  let school: WalkedSchool;

  beforeAll(async () => {
    ground = await newGround(engine);
    school = await WalkedSchool.begin(ground.place);
  });

  afterAll(async () => {
    await school.stop();
    await ground.remove();
  });

  it("every route of the server stands here", () => {
    const here = [...Object.keys(callsOf(school.scene)), ...Object.keys(WITHOUT_SIGN_IN)];
    expect(school.routes().toSorted()).toEqual(here.toSorted());
  });

  it("without a good token no one gets in", async () => {
    const { practice } = school.running;
    const bad = [
      undefined,
      await practice.token({ kind: "panel", person: "okafor", expired: true }),
      await practice.token({ kind: "panel", person: "okafor", otherKey: true }),
      // A parent who is signed in to some other tenant.
      await practice.token({
        kind: "panel",
        person: "okafor",
        claims: { tid: "11111111-1111-4111-8111-111111111111" },
      }),
      await practice.token({ kind: "bot" }),
    ];
    const wrong: string[] = [];
    for (const [route, calls] of Object.entries(callsOf(school.scene)))
      for (const call of calls)
        for (const token of bad) {
          const { status } = await school.ask(route.split(" ")[0] ?? "", call, token);
          if (status !== 401) wrong.push(`${route}: ${status}`);
        }
    expect(wrong).toEqual([]);
    for (const [route, { path, status }] of Object.entries(WITHOUT_SIGN_IN)) {
      const [method = ""] = route.split(" ");
      const body = method === "POST" ? { body: {} } : {};
      expect([route, (await school.ask(method, { path, ...body })).status]).toEqual([route, status]);
    }
  });

  it("a press that protects or tells, refused to a person with a role, says whom to phone", async () => {
    const { view } = school.scene;
    const asked: readonly Call["body"][] = [
      ...["pause", "end-for-all", "undo-end"].map((press) => ({ press })),
      // Of a shape that the server cannot read.
      { press: "pause", why: "?" },
    ];
    const silent: string[] = [];
    for (const person of ["doyle", "lowe", "evans", "khan"] as const) {
      const token = await school.tokenOf(person);
      const calls = [
        ...asked.map((body) => ({ path: `/api/lessons/${view.lesson}/press`, body })),
        { path: "/api/concerns", body: { lesson: view.lesson, about: "child" } },
        { path: "/api/concerns", body: { lesson: view.lesson, about: "adult" } },
      ];
      for (const call of calls) {
        const { status, body } = await school.ask("POST", call as Pick<Call, "path" | "body">, token);
        if (status < 400 || !body.includes("01632 960123"))
          silent.push(`${person} ${JSON.stringify(call.body)}: ${status} ${body}`);
      }
    }
    expect(silent).toEqual([]);
  });

  it("a card does nothing for a guest, in a meeting's chat, or by itself; every verb stands here", async () => {
    const { practice } = school.running;
    expect(Object.keys(VERBS).toSorted()).toEqual(Object.keys(ON_CARDS).toSorted());
    const message = (await cardsWith(practice, "dsl", school.scene.child))[0]?.id ?? "";
    const data = { lesson: school.scene.view.lesson, ref: school.scene.child, kind: "group" };
    const meeting = (await chatOf(practice, "maths")).id;
    const own = (await chatOf(practice, "okafor")).id;
    for (const action of [...Object.keys(VERBS), "constructor", "unheard-of"])
      for (const [person, conversation, trigger] of [
        ["okafor", meeting, "manual"],
        ["lowe", meeting, "manual"],
        ["family-01", meeting, "manual"],
        ["impostor", meeting, "manual"],
        ["okafor", own, "automatic"],
      ] as const) {
        const { body } = await practice.press({ person, message, action, data, conversation, trigger });
        expect([action, person, body]).toMatchObject([action, person, { value: NEUTRAL }]);
      }
  });

  it("on a card each verb works for those it is for, in their own chat, and for no one else", async () => {
    const { practice } = school.running;
    const message = (await cardsWith(practice, "dsl", school.scene.child))[0]?.id ?? "";
    const data = { lesson: school.scene.view.lesson, ref: school.scene.child, kind: "class" };
    const wrong: string[] = [];
    const chats = new Map<Person, string>();
    for (const person of EVERYBODY) chats.set(person, (await chatOf(practice, person)).id);
    const works = async (action: string, person: Person): Promise<boolean> => {
      const conversation = chats.get(person) ?? "";
      // As on a card that was drawn just now: an outdated card's press is refused to everyone.
      const { turn } = await PracticeLesson.on(practice).teacher.open();
      const { body } = await practice.press({
        person,
        message,
        action,
        data: { ...data, turn: String(turn) },
        conversation,
      });
      const { value } = body as { value: unknown };
      return !TURNED_AWAY.test(String(value)) && !UNREAD.test(JSON.stringify(value));
    };
    const oneAtATime = (verb: string): number => (verb === "end-for-all" ? 1 : verb === "undo-end" ? 2 : 0);
    for (const [action, may] of Object.entries(ON_CARDS).toSorted(
      ([a], [b]) => oneAtATime(a) - oneAtATime(b),
    ))
      await firstOthers(may, async (person) => {
        if ((await works(action, person)) !== may.includes(person)) wrong.push(`${action} by ${person}`);
      });
    expect(wrong).toEqual([]);
  });

  it("each route lets in those whom the protocol lets in, and no one else", async () => {
    const wrong: string[] = [];
    for (const [route, calls] of Object.entries(callsOf(school.scene)))
      for (const call of calls)
        await firstOthers(call.may, async (person) => {
          const answer = outcome(
            await school.ask(route.split(" ")[0] ?? "", call, await school.tokenOf(person)),
          );
          if (answer !== expected(call, person))
            wrong.push(
              `${route} ${JSON.stringify(call.body ?? "")} by ${person}: ${answer}, not ${expected(call, person)}`,
            );
        });
    expect(wrong).toEqual([]);
  });

  it("a concern one may not know of is answered byte for byte as one that does not exist", async () => {
    for (const [act, body] of [
      ["", undefined],
      ["/details", { words: "some words" }],
      ["/draft", { draft: "" }],
      ["/follow-up", { do: "note-action", action: "Rang home" }],
      ["/hand-over", { to: "evans" }],
      ["/have-it", {}],
      ["/close", { decision: "none", reason: "none" }],
    ] as const) {
      const method = body === undefined ? "GET" : "POST";
      const to = (ref: string) => ({
        path: `/api/concerns/${ref}${act}`,
        ...(body === undefined ? {} : { body }),
      });
      for (const [ref, who] of [
        [school.scene.child, OF_CHILD],
        [school.scene.adult, OF_ADULT],
      ] as const)
        for (const person of EVERYBODY.filter((one) => !who.includes(one))) {
          const token = await school.tokenOf(person);
          const none = await school.ask(method, to("ZZZ999"), token);
          expect([person, await school.ask(method, to(ref), token)]).toEqual([person, none]);
        }
    }
  });

  it("people who were told read who has read it; its raiser does not", async () => {
    for (const [ref, raiser, reader, name] of [
      [school.scene.child, "okafor", "lowe", "Mrs J Lowe"],
      [school.scene.adult, "hughes", "evans", "Dr M Evans"],
    ] as const) {
      const path = `/api/concerns/${ref}`;
      const told = await school.ask("GET", { path }, await school.tokenOf(reader));
      expect(JSON.parse(told.body).concern.reads).toContainEqual({
        by: name,
        at: expect.any(String),
        surface: "record",
      });
      const own = await school.ask("GET", { path }, await school.tokenOf(raiser));
      expect(own.status).toBe(200);
      expect(JSON.parse(own.body).concern).not.toHaveProperty("reads");
    }
  });

  it("where a reading cannot be noted nothing is shown, but a concern can still be raised", async () => {
    const { refuse, allow } = NO_READINGS[engine];
    await ground.run(...refuse);
    // No one has read this one yet.
    const raised = await school.ask(
      "POST",
      {
        path: "/api/concerns",
        body: { lesson: school.scene.view.lesson, about: "child", press: randomUUID() },
      },
      await school.tokenOf("shah"),
    );
    expect(raised.status).toBe(200);
    const { ref } = JSON.parse(raised.body).concern;
    for (const path of [`/api/concerns/${ref}`, "/api/concerns"]) {
      const { status, body } = await school.ask("GET", { path }, await school.tokenOf("grant"));
      expect([status, JSON.parse(body).error.code]).toEqual([503, "not-noted"]);
    }
    await ground.run(...allow);
    expect(
      (await school.ask("GET", { path: `/api/concerns/${ref}` }, await school.tokenOf("grant"))).status,
    ).toBe(200);
  });

  describe("what a press on a concern is answered with", () => {
    let ref: string;
    const press = async (person: Person, act: string, body: object) =>
      school.ask("POST", { path: `/api/concerns/${ref}/${act}`, body }, await school.tokenOf(person));
    const readers = async (): Promise<readonly string[]> => {
      const path = `/api/concerns/${ref}`;
      const { body } = await school.ask("GET", { path }, await school.tokenOf("lowe"));
      const { concern } = JSON.parse(body) as { readonly concern: ConcernView };
      return (concern.reads ?? []).map(({ by }) => by);
    };
    const raise = async (): Promise<void> => {
      const body = { lesson: school.scene.view.lesson, about: "child", press: randomUUID() };
      const raised = await school.ask("POST", { path: "/api/concerns", body }, await school.tokenOf("shah"));
      ref = JSON.parse(raised.body).concern.ref;
      expect((await press("shah", "details", { words: "He said he was hungry" })).status).toBe(200);
    };

    /** While no reading can be noted. */
    const pressUnnoted = async (act: string, body: object) => {
      const { refuse, allow } = NO_READINGS[engine];
      await ground.run(...refuse);
      try {
        return await press("grant", act, body);
      } finally {
        await ground.run(...allow);
      }
    };

    // A concern without details in the last minute counts as the same press: with words in it the next is another.
    beforeAll(raise);

    beforeEach(async () => {
      await raise();
      const end = { decision: "Spoke to home", reason: "Safe" };
      expect((await press("lowe", "close", end)).status).toBe(200);
    });

    it.each([
      ["have-it", {}, "This concern is closed."],
      ["hand-on", {}, "This concern is closed."],
      ["close", { decision: "Again", reason: "Again" }, "Closed already."],
      ["keeping", { do: "lift-hold", reason: "It is over" }, "There is no legal hold on it."],
    ] as const)("is noted as read where the press changes nothing: %s", async (act, body, say) => {
      expect(await readers()).not.toContain("Mr T Grant");
      const answer = JSON.parse((await press("grant", act, body)).body);
      expect([answer.say, answer.concern.details[0].words]).toEqual([say, "He said he was hungry"]);
      expect(await readers()).toContain("Mr T Grant");
    });

    it("is only what is said where it changes nothing and that cannot be noted", async () => {
      const answer = await pressUnnoted("have-it", {});
      expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { say: "This concern is closed." }]);
    });

    it("is the concern where the press is recorded, though no reading can be noted", async () => {
      const answer = await pressUnnoted("keeping", { do: "hold", reason: "A court asked" });
      expect(JSON.parse(answer.body).concern.ref).toBe(ref);
    });
  });

  it("by an old role only what protects children, and nothing is read", async () => {
    const { practice } = school.running;
    stopClock(Date.now() + 10 * 60_000);
    try {
      school.forgetTokens();
      await practice.fault({ operation: "graph.checkMemberGroups", kind: 503, times: 100_000 });
      const protective = [
        "pause",
        "cameras-off",
        "mics-off",
        "remove",
        "end-for-all",
        "end-lesson",
        "undo-end",
      ];
      const wrong: string[] = [];
      for (const [route, calls] of Object.entries(callsOf(school.scene)))
        for (const call of calls)
          await Promise.all(
            STAFF.map(async (person) => {
              const word = pressOf(call);
              const protects = route === "POST /api/concerns" || protective.includes(word);
              const self = route === "GET /api/me";
              // Who raised it does not depend on the directory.
              const own = route === "POST /api/concerns/:ref/undo";
              const should =
                own && !call.may.includes(person)
                  ? "not there"
                  : own || self || (protects && call.may.includes(person))
                    ? "let in"
                    : protects || (route.endsWith("/press") && !call.may.includes(person))
                      ? "not for you"
                      : "the directory is away";
              const given = await school.ask(route.split(" ")[0] ?? "", call, await school.tokenOf(person));
              if (outcome(given) !== should)
                wrong.push(`${route} ${word} by ${person}: ${outcome(given)}, not ${should}`);
              if (given.body.includes('"view"')) wrong.push(`${route} ${word} by ${person} reads the lesson`);
            }),
          );
      expect(wrong).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });
});
