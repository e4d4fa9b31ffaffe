import { randomUUID } from "node:crypto";
import type { LessonView } from "../../src/protocol/view.ts";
import { VERBS } from "../../src/teams/presses.ts";
import { cardsWith, chatOf } from "../e2e/support/cards.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { ENGINES, type Ground, newGround } from "../support/engines.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";

jest.setTimeout(120_000);

// Everything that can be reached is found by walking the running server, and asked for by each kind of
// person. Who is let in is written here by hand, from the protocol; a route or verb that is missing here fails.

/** Everybody with a school account. */
const PEOPLE = {
  okafor: "the teacher who organises the lesson; a concern is about her",
  hughes: "an assistant with a part in it; raised the concern about an adult",
  shah: "a supply teacher with a part in it",
  doyle: "a teacher without a part in it",
  lowe: "the DSL",
  grant: "the deputy DSL",
  evans: "the headteacher",
  bell: "the deputy head, who holds the headteacher's role too",
  khan: "an administrator",
  ethan: "a pupil",
} as const;

type Person = keyof typeof PEOPLE;
const EVERYBODY = Object.keys(PEOPLE) as Person[];
const STAFF = EVERYBODY.filter((person) => person !== "ethan");
const OF_LESSON: readonly Person[] = ["okafor", "hughes", "shah"];
const KEEPERS: readonly Person[] = ["lowe", "grant", "evans", "bell"];
const OF_CHILD: readonly Person[] = ["okafor", "lowe", "grant"];
const OF_ADULT: readonly Person[] = ["hughes", "evans", "bell"];

type Call = {
  readonly path: string;
  readonly body?: object;
  readonly may: readonly Person[];
  /** As for something that does not exist, rather than "not for you". */
  readonly hidden?: true;
  /** Sees it and is told why not. */
  readonly refused?: readonly Person[];
};

const pressOf = ({ body }: Call): string => {
  const { press }: { press?: string } = body ?? {};
  return press ?? "";
};

type Scene = {
  readonly view: LessonView;
  readonly child: string;
  readonly adult: string;
  readonly chat: string;
};

/** Every route for people who sign in, in an order in which a press does not spoil the next. */
const callsOf = ({ view, child, adult, chat }: Scene): Readonly<Record<string, readonly Call[]>> => {
  const lesson = `/api/lessons/${view.lesson}`;
  const pupil = view.pupils[0]?.pupil ?? "";
  const press = (body: object): Call => ({ path: `${lesson}/press`, body, may: OF_LESSON });
  const onConcern = (act: string, body?: object): readonly Call[] =>
    (
      [
        [child, OF_CHILD],
        [adult, OF_ADULT],
      ] as const
    ).map(([ref, who]) => ({
      path: `/api/concerns/${ref}${act}`,
      ...(body === undefined ? {} : { body }),
      may: who.filter((one) => act === "" || act === "/details" || (one !== "okafor" && one !== "hughes")),
      hidden: true,
      refused: act === "" || act === "/details" ? [] : who.slice(0, 1),
    }));
  const takenOut = (wanted: object, may: readonly Person[]): Call => ({
    path: "/api/exports",
    body: { wanted, purpose: { kind: "inspection" } },
    may,
  });
  const own = (path: string): Call => ({ path, may: OF_LESSON });
  return {
    "GET /api/me": [{ path: "/api/me", may: STAFF }],
    "GET /api/live": [{ path: "/api/live", may: STAFF }],
    "GET /api/settings": [{ path: "/api/settings", may: ["khan"] }],
    "PUT /api/settings": [{ path: "/api/settings", body: { name: "" }, may: ["khan"] }],
    "GET /api/proposals": [{ path: "/api/proposals", may: [...KEEPERS, "khan"] }],
    // Whose a change is: tests/desk/holders.test.ts.
    "POST /api/proposals/:proposal": [
      { path: "/api/proposals/none", body: { answer: "perhaps" }, may: [...KEEPERS, "khan"] },
    ],
    "GET /api/schools": [{ path: "/api/schools", may: ["khan"] }],
    "POST /api/schools": [{ path: "/api/schools", body: { id: "elm", settings: {} }, may: ["khan"] }],
    "GET /api/lessons": [{ path: "/api/lessons", may: STAFF }],
    "GET /api/meetings": [own(`/api/meetings?chat=${encodeURIComponent(chat)}`)],
    "GET /api/lessons/:lesson": [own(lesson)],
    "GET /api/lessons/:lesson/classes": [own(`${lesson}/classes`)],
    "GET /api/lessons/:lesson/route": [
      own(`${lesson}/route?about=child`),
      own(`${lesson}/route?about=adult`),
    ],
    "POST /api/lessons/:lesson/register/preview": [
      { ...own(`${lesson}/register/preview`), body: { csv: "name\nA B\n" } },
    ],
    "POST /api/lessons/:lesson/register": [
      { ...own(`${lesson}/register`), body: { source: "csv", pupils: [{ name: "A B", also: [] }] } },
    ],
    "GET /api/record/lessons": [{ path: "/api/record/lessons", may: KEEPERS }],
    "GET /api/exports": [{ path: "/api/exports", may: KEEPERS }],
    "POST /api/exports": [
      takenOut({ of: "lesson", lesson: view.lesson, form: "csv" }, KEEPERS),
      takenOut({ of: "child", name: view.pupils[0]?.name ?? "", form: "csv" }, KEEPERS),
      takenOut({ of: "sample", from: "2026-09-01", to: "2026-09-02", lessons: 1, form: "csv" }, KEEPERS),
      takenOut({ of: "record", from: "2026-09-01", to: "2026-09-02", form: "sealed" }, KEEPERS),
      { ...takenOut({ of: "concern", ref: child, form: "text" }, ["lowe", "grant"]), hidden: true },
      { ...takenOut({ of: "concern", ref: adult, form: "text" }, ["evans", "bell"]), hidden: true },
    ],
    "POST /api/keeping": [
      {
        path: "/api/keeping",
        body: { do: "hold", on: "pupil", name: "Nobody Here", reason: "somebody looks" },
        may: KEEPERS,
      },
    ],
    "GET /api/concerns": [{ path: "/api/concerns", may: STAFF }],
    "GET /api/concerns/:ref": onConcern(""),
    "POST /api/concerns/:ref/details": onConcern("/details", { words: "some words" }),
    "POST /api/concerns/:ref/have-it": onConcern("/have-it", {}),
    "POST /api/concerns/:ref/hand-on": onConcern("/hand-on", {}),
    "POST /api/concerns/:ref/keeping": onConcern("/keeping", { do: "hold", reason: "somebody looks" }),
    "POST /api/concerns/:ref/close": onConcern("/close", { decision: "none", reason: "none" }),
    "POST /api/concerns": [
      { path: "/api/concerns", body: { lesson: view.lesson, about: "child" }, may: OF_LESSON },
      { path: "/api/concerns", body: { lesson: view.lesson, about: "adult" }, may: OF_LESSON },
    ],
    "POST /api/lessons/:lesson/press": [
      press({ press: "choose-kind", kind: "group" }),
      press({ press: "all-others-fine" }),
      press({ press: "check-pupil", pupil }),
      press({ press: "note-exception", pupil, reason: "dress" }),
      press({ press: "put-right", pupil, reason: "dress" }),
      press({ press: "recognise", person: "anybody", as: "stranger" }),
      press({ press: "remove", person: "anybody" }),
      ...[
        "let-cameras-on",
        "cameras-off",
        "let-mics-on",
        "mics-off",
        "pause",
        "resume",
        "end-for-all",
        "undo-end",
      ].map((word) => press({ press: word })),
    ],
  };
};

/** Asked for without a token by anybody; Microsoft's two check tokens of their own (tests/e2e/tokens.test.ts). */
const WITHOUT_SIGN_IN: Readonly<Record<string, { readonly path: string; readonly status: number }>> = {
  "GET /health": { path: "/health", status: 200 },
  // With its own token: tests/web/measures.test.ts.
  "GET /metrics": { path: "/metrics", status: 401 },
  "GET /panel": { path: "/panel", status: 200 },
  "GET /record": { path: "/record", status: 200 },
  "GET /settings": { path: "/settings", status: 200 },
  "GET /family": { path: "/family", status: 200 },
  "GET /assets/:file": { path: "/assets/none.js", status: 404 },
  "POST /api/messages": { path: "/api/messages", status: 401 },
  "POST /api/calls/:callback": { path: "/api/calls/none", status: 401 },
};

const ON_CARDS: Readonly<Record<keyof typeof VERBS, readonly Person[]>> = {
  // Nobody was asked (tests/e2e/two-schools.test.ts).
  "choose-school": [],
  "choose-kind": OF_LESSON,
  "all-others-fine": OF_LESSON,
  "let-cameras-on": OF_LESSON,
  "cameras-off": OF_LESSON,
  "let-mics-on": OF_LESSON,
  "mics-off": OF_LESSON,
  pause: OF_LESSON,
  resume: OF_LESSON,
  "tell-dsl": OF_LESSON,
  "about-adult": OF_LESSON,
  "have-it": ["okafor", "lowe", "grant"],
  "hand-on": ["okafor", "lowe", "grant"],
  "end-for-all": OF_LESSON,
  "undo-end": OF_LESSON,
};

/** Those who may not all at once; then the others, one by one: what they press changes what there is. */
const firstOthers = async (may: readonly Person[], act: (person: Person) => Promise<void>): Promise<void> => {
  await Promise.all(EVERYBODY.filter((person) => !may.includes(person)).map(act));
  for (const person of may) await act(person);
};

const NEUTRAL = "Thank you. This is for the staff of the lesson.";

/** The database takes no reading for a while. */
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

type Answer = { readonly status: number; readonly body: string; readonly headers: readonly string[] };

describe.each(ENGINES)("on %s", (engine) => {
  let ground: Ground;
  let running: InProcess;
  let lesson: PracticeLesson;
  let scene: Scene;
  const tokens = new Map<string, string>();

  const tokenOf = async (person: string): Promise<string> => {
    const known = tokens.get(person) ?? (await running.practice.token({ kind: "panel", person }));
    tokens.set(person, known);
    return known;
  };

  const ask = async (
    method: string,
    { path, body }: Pick<Call, "path" | "body">,
    token?: string,
  ): Promise<Answer> => {
    const stop = new AbortController();
    const response = await fetch(`${running.practice.running.gateway}${path}`, {
      method,
      signal: stop.signal,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const headers = [...response.headers].map(([name, value]) =>
      name === "date" ? name : `${name}: ${value}`,
    );
    if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
      stop.abort();
      return { status: response.status, body: "", headers };
    }
    return { status: response.status, body: await response.text(), headers };
  };

  /** What one person is answered, in a word. */
  const outcome = ({ status, body }: Answer): string => {
    if (status === 403 && body.includes('"not-for-you"')) return "not for you";
    if (status === 404 && body.includes('"not-found"')) return "not there";
    if (status === 409 && body.includes('"raiser"')) return "told why not";
    if (status === 503 && body.includes('"directory-away"')) return "the directory is away";
    return [200, 400, 409].includes(status) ? "let in" : `${status} ${body}`;
  };

  const expected = ({ may, hidden, refused = [] }: Call, person: Person): string =>
    may.includes(person)
      ? "let in"
      : refused.includes(person)
        ? "told why not"
        : hidden
          ? "not there"
          : "not for you";

  beforeAll(async () => {
    ground = await newGround(engine);
    running = await startInProcess(ground.place);
    lesson = PracticeLesson.on(running.practice);
    const { teacher } = lesson;
    const view = await lesson.recognised();
    await running.practice.do({ do: "start", meeting: "maths" });
    for (const person of ["family-01", "impostor"])
      await running.practice.do({ do: "arrive", meeting: "maths", person });
    await running.practice.do({ do: "admitAll", meeting: "maths" });
    const { threadId } = await running.practice.meeting("maths");
    const { ref: child } = await teacher.raise(view.lesson, "child");
    const { ref: adult } = await lesson.as("hughes").raise(view.lesson, "adult");
    const okafor = view.staffHere.find(({ part }) => part === "organiser")?.person;
    await lesson.as("hughes").ask("POST", `/api/concerns/${adult}/details`, { subject: okafor });
    await running.practice.until("both were told", async () => {
      const states = await Promise.all([teacher.concern(child), lesson.as("hughes").concern(adult)]);
      return states.every((one) => one?.state === "told");
    });
    scene = { view, child, adult, chat: threadId };
  });

  afterAll(async () => {
    await running.practice.stop();
    await ground.remove();
  });

  const routes = (): readonly string[] =>
    Object.values(
      running.server.router.getRoutes() as unknown as Record<string, { method: string; path: string }>,
    ).map(({ method, path }) => `${method} ${path}`);

  test("every route of the server stands here", () => {
    const here = [...Object.keys(callsOf(scene)), ...Object.keys(WITHOUT_SIGN_IN)];
    expect(routes().toSorted()).toEqual(here.toSorted());
  });

  test("without a good token nobody gets in", async () => {
    const { practice } = running;
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
    for (const [route, calls] of Object.entries(callsOf(scene)))
      for (const call of calls)
        for (const token of bad) {
          const { status } = await ask(route.split(" ")[0] ?? "", call, token);
          if (status !== 401) wrong.push(`${route}: ${status}`);
        }
    expect(wrong).toEqual([]);
    for (const [route, { path, status }] of Object.entries(WITHOUT_SIGN_IN)) {
      const [method = ""] = route.split(" ");
      const body = method === "POST" ? { body: {} } : {};
      expect([route, (await ask(method, { path, ...body })).status]).toEqual([route, status]);
    }
  });

  test("a card does nothing for a guest, in a meeting's chat, or by itself; every verb stands here", async () => {
    const { practice } = running;
    expect(Object.keys(VERBS).toSorted()).toEqual(Object.keys(ON_CARDS).toSorted());
    const message = (await cardsWith(practice, "dsl", scene.child))[0]?.id ?? "";
    const data = { lesson: scene.view.lesson, ref: scene.child, kind: "group" };
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

  test("on a card each verb works for whom it is, in their own chat, and for nobody else", async () => {
    const { practice } = running;
    const message = (await cardsWith(practice, "dsl", scene.child))[0]?.id ?? "";
    const data = { lesson: scene.view.lesson, ref: scene.child, kind: "class" };
    const wrong: string[] = [];
    const chats = new Map<Person, string>();
    for (const person of EVERYBODY) chats.set(person, (await chatOf(practice, person)).id);
    const works = async (action: string, person: Person): Promise<boolean> => {
      const conversation = chats.get(person) ?? "";
      const { body } = await practice.press({ person, message, action, data, conversation });
      return (body as { value: unknown }).value !== NEUTRAL;
    };
    const inTurn = (verb: string): number => (verb === "end-for-all" ? 1 : verb === "undo-end" ? 2 : 0);
    for (const [action, may] of Object.entries(ON_CARDS).toSorted(([a], [b]) => inTurn(a) - inTurn(b)))
      await firstOthers(may, async (person) => {
        if ((await works(action, person)) !== may.includes(person)) wrong.push(`${action} by ${person}`);
      });
    expect(wrong).toEqual([]);
  });

  test("each route lets in those whom the protocol lets in, and nobody else", async () => {
    const wrong: string[] = [];
    for (const [route, calls] of Object.entries(callsOf(scene)))
      for (const call of calls)
        await firstOthers(call.may, async (person) => {
          const answer = outcome(await ask(route.split(" ")[0] ?? "", call, await tokenOf(person)));
          if (answer !== expected(call, person))
            wrong.push(
              `${route} ${JSON.stringify(call.body ?? "")} by ${person}: ${answer}, not ${expected(call, person)}`,
            );
        });
    expect(wrong).toEqual([]);
  });

  test("a concern one may not know of is answered byte for byte as one that does not exist", async () => {
    for (const [act, body] of [
      ["", undefined],
      ["/details", { words: "some words" }],
      ["/have-it", {}],
      ["/close", { decision: "none", reason: "none" }],
    ] as const) {
      const method = body === undefined ? "GET" : "POST";
      const to = (ref: string) => ({
        path: `/api/concerns/${ref}${act}`,
        ...(body === undefined ? {} : { body }),
      });
      for (const [ref, who] of [
        [scene.child, OF_CHILD],
        [scene.adult, OF_ADULT],
      ] as const)
        for (const person of EVERYBODY.filter((one) => !who.includes(one))) {
          const token = await tokenOf(person);
          const none = await ask(method, to("ZZZ999"), token);
          expect([person, await ask(method, to(ref), token)]).toEqual([person, none]);
        }
    }
  });

  test("whoever was told reads who has read it; its raiser does not", async () => {
    for (const [ref, raiser, reader, name] of [
      [scene.child, "okafor", "lowe", "Mrs J Lowe"],
      [scene.adult, "hughes", "evans", "Dr M Evans"],
    ] as const) {
      const path = `/api/concerns/${ref}`;
      const told = await ask("GET", { path }, await tokenOf(reader));
      expect(JSON.parse(told.body).concern.reads).toContainEqual({
        by: name,
        at: expect.any(String),
        surface: "record",
      });
      const own = await ask("GET", { path }, await tokenOf(raiser));
      expect(own.status).toBe(200);
      expect(JSON.parse(own.body).concern).not.toHaveProperty("reads");
    }
  });

  test("where a reading cannot be noted nothing is shown, but a concern can still be raised", async () => {
    const { refuse, allow } = NO_READINGS[engine];
    await ground.run(...refuse);
    // Nobody has read this one yet.
    const raised = await ask(
      "POST",
      { path: "/api/concerns", body: { lesson: scene.view.lesson, about: "child", press: randomUUID() } },
      await tokenOf("shah"),
    );
    expect(raised.status).toBe(200);
    const { ref } = JSON.parse(raised.body).concern;
    for (const path of [`/api/concerns/${ref}`, "/api/concerns"]) {
      const { status, body } = await ask("GET", { path }, await tokenOf("grant"));
      expect([status, JSON.parse(body).error.code]).toEqual([503, "not-noted"]);
    }
    await ground.run(...allow);
    expect((await ask("GET", { path: `/api/concerns/${ref}` }, await tokenOf("grant"))).status).toBe(200);
  });

  test("by an old role only what protects children, and nothing is read", async () => {
    const { practice } = running;
    const later = Date.now() + 10 * 60_000;
    jest.useFakeTimers({
      now: later,
      doNotFake: [
        "hrtime",
        "nextTick",
        "performance",
        "queueMicrotask",
        "setImmediate",
        "clearImmediate",
        "setInterval",
        "clearInterval",
        "setTimeout",
        "clearTimeout",
      ],
    });
    try {
      tokens.clear();
      await practice.fault({ operation: "graph.checkMemberGroups", kind: 503, times: 100_000 });
      const protective = ["pause", "cameras-off", "mics-off", "remove", "end-for-all", "undo-end"];
      const wrong: string[] = [];
      for (const [route, calls] of Object.entries(callsOf(scene)))
        for (const call of calls)
          await Promise.all(
            STAFF.map(async (person) => {
              const word = pressOf(call);
              const protects = route === "POST /api/concerns" || protective.includes(word);
              const self = route === "GET /api/me";
              const should =
                self || (protects && call.may.includes(person))
                  ? "let in"
                  : protects || (route.endsWith("/press") && !call.may.includes(person))
                    ? "not for you"
                    : "the directory is away";
              const given = await ask(route.split(" ")[0] ?? "", call, await tokenOf(person));
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
