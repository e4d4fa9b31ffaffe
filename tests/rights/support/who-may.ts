import { groupId } from "../../../src/practice/school/groups.ts";
import { PLAIN_PRESSES } from "../../../src/protocol/lesson/presses.ts";
import type { LessonView } from "../../../src/protocol/screen/view.ts";
import type { VERBS } from "../../../src/teams/presses.ts";

// Who is let in where, written by hand from the protocol: what the server does is compared with this.

/** Everyone with a school account. */
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

export type Person = keyof typeof PEOPLE;
export const EVERYBODY = Object.keys(PEOPLE) as Person[];
export const STAFF = EVERYBODY.filter((person) => person !== "ethan");
export const OF_LESSON: readonly Person[] = ["okafor", "hughes", "shah"];
const KEEPERS: readonly Person[] = ["lowe", "grant", "evans", "bell"];
export const OF_CHILD: readonly Person[] = ["okafor", "lowe", "grant", "evans"];
export const OF_ADULT: readonly Person[] = ["hughes", "evans", "bell"];

export type Call = {
  readonly path: string;
  readonly body?: object;
  readonly may: readonly Person[];
  /** Answered as for a thing that does not exist, rather than "not for you". */
  readonly hidden?: true;
  /** Sees it and is told why they may not. */
  readonly refused?: readonly Person[];
};

export type Scene = {
  readonly view: LessonView;
  readonly child: string;
  readonly adult: string;
  readonly chat: string;
};

/** Every route for people who sign in, in an order in which a press does not spoil the next. */
export const callsOf = ({ view, child, adult, chat }: Scene): Readonly<Record<string, readonly Call[]>> => {
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
      may: who.filter(
        (one) =>
          act === "" || act === "/details" || act === "/draft" || (one !== "okafor" && one !== "hughes"),
      ),
      hidden: true,
      refused: act === "" || act === "/details" || act === "/draft" ? [] : who.slice(0, 1),
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
    "GET /api/settings/groups": [{ path: "/api/settings/groups?name=staff", may: ["khan"] }],
    "GET /api/settings/groups/:group": [{ path: "/api/settings/groups/none", may: ["khan"] }],
    "GET /api/set-up": [{ path: "/api/set-up", may: ["khan"] }],
    // A word that is none: who may lead one is asked before.
    "POST /api/set-up/rehearsal": [{ path: "/api/set-up/rehearsal", body: { act: "none" }, may: ["khan"] }],
    "POST /api/set-up/attested/:what": [
      { path: "/api/set-up/attested/none", body: { act: "say" }, may: ["khan"] },
    ],
    "POST /api/set-up/check": [{ path: "/api/set-up/check", body: {}, may: ["khan"] }],
    "GET /api/record/permission": [{ path: "/api/record/permission", may: KEEPERS }],
    "GET /api/record/now": [{ path: "/api/record/now", may: KEEPERS }],
    "GET /api/recordings": [{ path: "/api/recordings", may: ["lowe", "grant", "evans", "bell"] }],
    "GET /api/people": [{ path: "/api/people", may: ["evans", "bell"] }],
    "POST /api/people": [{ path: "/api/people", body: { person: "none" }, may: ["evans", "bell"] }],
    "GET /api/cover": [{ path: "/api/cover", may: KEEPERS }],
    "POST /api/cover": [{ path: "/api/cover", body: { set: "none" }, may: KEEPERS }],
    "GET /api/proposals": [{ path: "/api/proposals", may: [...KEEPERS, "khan"] }],
    // Who may answer which change: tests/desk/holders.test.ts.
    "POST /api/proposals/:proposal": [
      { path: "/api/proposals/none", body: { answer: "perhaps" }, may: [...KEEPERS, "khan"] },
    ],
    "GET /api/schools": [{ path: "/api/schools", may: ["khan"] }],
    "POST /api/schools": [{ path: "/api/schools", body: { id: "elm", settings: {} }, may: ["khan"] }],
    "GET /api/lessons": [{ path: "/api/lessons", may: STAFF }],
    "GET /api/plans": [{ path: "/api/plans", may: STAFF }],
    // Its time has passed: nothing is planned by it.
    "POST /api/plans": [
      {
        path: "/api/plans",
        body: {
          request: "0f8c1f2e-7f3b-4f6e-9a57-2a1d4c1c9b10",
          kind: "class",
          title: "Maths",
          day: "2020-01-01",
          time: "10:00",
          minutes: 45,
          staff: [],
        },
        may: STAFF,
      },
    ],
    // No one planned it: tests/desk/plan.test.ts has one.
    "GET /api/plans/:lesson": [{ path: "/api/plans/none", may: [], hidden: true }],
    "POST /api/plans/:lesson": [{ path: "/api/plans/none", body: { do: "cancel" }, may: [], hidden: true }],
    "GET /api/class-sources": [{ path: "/api/class-sources", may: STAFF }],
    "POST /api/class-sources": [
      { path: "/api/class-sources", body: { class: groupId("willow"), name: "4 Willow" }, may: STAFF },
    ],
    "GET /api/classes": [{ path: "/api/classes", may: STAFF }],
    "POST /api/classes": [
      { path: "/api/classes", body: { name: "4 Willow", pupils: [{ name: "A B", adults: [] }] }, may: STAFF },
    ],
    // No one's own list has this id: tests/desk/families/classes.test.ts has one.
    "GET /api/classes/:class": [{ path: "/api/classes/none", may: [], hidden: true }],
    "POST /api/classes/:class": [
      { path: "/api/classes/none", body: { do: "revoke", family: "f", adult: "a" }, may: [], hidden: true },
    ],
    "GET /api/meetings": [own(`/api/meetings?chat=${encodeURIComponent(chat)}`)],
    "GET /api/lessons/:lesson": [own(lesson)],
    "GET /api/lessons/:lesson/by-hand": [own(`${lesson}/by-hand`)],
    "GET /api/lessons/:lesson/classes": [own(`${lesson}/classes`)],
    "POST /api/lessons/:lesson/home": [{ ...own(`${lesson}/home`), body: { pupil } }],
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
      takenOut({ of: "terms", from: "2026-09-01", to: "2026-09-02", form: "page" }, ["evans", "bell"]),
      takenOut({ of: "record", from: "2026-09-01", to: "2026-09-02", form: "sealed" }, KEEPERS),
      { ...takenOut({ of: "concern", ref: child, form: "text" }, ["lowe", "grant", "evans"]), hidden: true },
      { ...takenOut({ of: "concern", ref: adult, form: "text" }, ["evans", "bell"]), hidden: true },
    ],
    "POST /api/keeping": [
      {
        path: "/api/keeping",
        body: { do: "hold", on: "pupil", name: "Nobody Here", unnamed: true, reason: "somebody looks" },
        may: KEEPERS,
      },
    ],
    "GET /api/concerns": [{ path: "/api/concerns", may: STAFF }],
    "GET /api/concerns/:ref": onConcern(""),
    "POST /api/concerns/:ref/details": onConcern("/details", { words: "some words" }),
    // It has been told, so its raiser is answered that it is too late; for everyone else there is nothing there.
    "POST /api/concerns/:ref/undo": [
      { path: `/api/concerns/${adult}/undo`, body: {}, may: ["hughes"], hidden: true },
    ],
    "POST /api/concerns/:ref/draft": onConcern("/draft", { draft: "" }),
    "POST /api/concerns/:ref/follow-up": onConcern("/follow-up", { do: "note-action", action: "Rang home" }),
    // Evans holds the role of both: for either concern there is someone to whom it can be handed over.
    "POST /api/concerns/:ref/hand-over": onConcern("/hand-over", { to: "evans" }),
    // Of none that is about an adult: there whoever may read it is told why not.
    "POST /api/concerns/:ref/home": [
      {
        path: `/api/concerns/${child}/home`,
        body: { child: "Amara Osei" },
        may: ["lowe", "grant", "evans"],
        hidden: true,
        refused: ["okafor"],
      },
      {
        path: `/api/concerns/${adult}/home`,
        body: { child: "Amara Osei" },
        may: [],
        hidden: true,
        refused: OF_ADULT,
      },
    ],
    "POST /api/concerns/:ref/have-it": onConcern("/have-it", {}),
    "POST /api/concerns/:ref/hand-on": onConcern("/hand-on", {}),
    "POST /api/concerns/:ref/keeping": onConcern("/keeping", { do: "hold", reason: "somebody looks" }),
    "POST /api/concerns/:ref/close": onConcern("/close", { decision: "none", reason: "none" }),
    "POST /api/concerns/:ref/cpoms": onConcern("/cpoms", { cpoms: "C-1" }),
    "POST /api/concerns": [
      { path: "/api/concerns", body: { lesson: view.lesson, about: "child" }, may: OF_LESSON },
      { path: "/api/concerns", body: { lesson: view.lesson, about: "adult" }, may: OF_LESSON },
    ],
    "POST /api/lessons/:lesson/press": [
      press({ press: "choose-kind", kind: "group" }),
      press({ press: "check-pupil", pupil }),
      press({ press: "note-exception", pupil, reason: "dress" }),
      press({ press: "put-right", pupil, reason: "dress" }),
      press({ press: "undo-press", of: view.now }),
      press({ press: "recognise", person: "anybody", as: "stranger" }),
      press({ press: "remove", person: "anybody" }),
      ...PLAIN_PRESSES.map((word) => press({ press: word })),
    ],
  };
};

/** Anyone may ask for these without a token; Microsoft's two check tokens of their own (tests/e2e/tokens.test.ts). */
export const WITHOUT_SIGN_IN: Readonly<Record<string, { readonly path: string; readonly status: number }>> = {
  "GET /health": { path: "/health", status: 200 },
  // With its own token: tests/web/measures.test.ts.
  "GET /metrics": { path: "/metrics", status: 401 },
  "GET /preflight": { path: "/preflight", status: 401 },
  "GET /panel": { path: "/panel", status: 200 },
  "GET /record": { path: "/record", status: 200 },
  "GET /settings": { path: "/settings", status: 200 },
  "GET /set-up": { path: "/set-up", status: 200 },
  "GET /by-hand": { path: "/by-hand", status: 200 },
  "GET /plan": { path: "/plan", status: 200 },
  "GET /families": { path: "/families", status: 200 },
  "GET /family": { path: "/family", status: 200 },
  // A form without a link; with one: tests/web/family/family-routes.test.ts.
  "POST /family": { path: "/family", status: 400 },
  "GET /assets/:file": { path: "/assets/none.js", status: 404 },
  "POST /api/messages": { path: "/api/messages", status: 401 },
  "POST /api/calls/:callback": { path: "/api/calls/none", status: 401 },
};

export const ON_CARDS: Readonly<Record<keyof typeof VERBS, readonly Person[]>> = {
  // No one was asked (tests/e2e/two-schools.test.ts).
  "choose-school": [],
  // Its card names the school (tests/app/set-up/bare.test.ts).
  "see-rehearsal": [],
  "choose-kind": OF_LESSON,
  "names-match": OF_LESSON,
  "all-others-fine": OF_LESSON,
  "let-cameras-on": OF_LESSON,
  "cameras-off": OF_LESSON,
  "let-mics-on": OF_LESSON,
  "mics-off": OF_LESSON,
  "parent-stays": OF_LESSON,
  "parent-cannot-stay": OF_LESSON,
  "parent-left": OF_LESSON,
  pause: OF_LESSON,
  resume: OF_LESSON,
  "tell-dsl": OF_LESSON,
  "about-adult": OF_LESSON,
  // What was raised in this school has been told.
  "take-back": [],
  "have-it": ["okafor", "lowe", "grant", "evans"],
  "hand-on": ["okafor", "lowe", "grant", "evans"],
  "end-for-all": OF_LESSON,
  "end-lesson": OF_LESSON,
  "undo-end": OF_LESSON,
  "undo-kind": OF_LESSON,
};
