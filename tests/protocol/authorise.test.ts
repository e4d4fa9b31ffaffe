import {
  type Caller,
  concernSideOf,
  isProtective,
  mayChangeSettings,
  mayPress,
  mayReadConcern,
  mayReadLesson,
  partIn,
} from "../../src/protocol/authorise.ts";
import { type Concern, NO_CONCERN } from "../../src/protocol/concern/state.ts";
import { type Lesson, NO_LESSON } from "../../src/protocol/lesson/state.ts";
import type { Role } from "../../src/protocol/words.ts";

const LESSON: Lesson = {
  ...NO_LESSON,
  version: 3,
  organiser: "organiser",
  staff: [
    { person: "organiser", part: "organiser" },
    { person: "co", part: "co-organiser" },
    { person: "member", part: "member" },
  ],
};

const PROTECTIVE = ["pause", "end-for-all", "undo-end", "cameras-off", "mics-off", "remove", "raise"];
const OTHERS = [
  "choose-kind",
  "set-register",
  "all-others-fine",
  "check-pupil",
  "note-exception",
  "put-right",
  "recognise",
  "let-cameras-on",
  "let-mics-on",
  "resume",
];
const ROLES: readonly Role[] = ["staff", "dsl", "headteacher", "administrator"];
const PARTS = ["organiser", "co", "member", "outsider"];

const caller = (id: string, roles: readonly Role[], fresh = true): Caller => ({ id, name: "", roles, fresh });

describe("who may press", () => {
  const table = ROLES.flatMap((role) =>
    PARTS.flatMap((id) =>
      [true, false].flatMap((fresh) =>
        [...PROTECTIVE, ...OTHERS].map((command) => ({ role, id, fresh, command })),
      ),
    ),
  );

  test("staff with a part in the lesson; by an old role only what protects children", () => {
    const wrong = table.filter(({ role, id, fresh, command }) => {
      const allowed = role === "staff" && id !== "outsider" && (fresh || PROTECTIVE.includes(command));
      return mayPress(caller(id, [role], fresh), LESSON, command) !== allowed;
    });
    expect(wrong).toEqual([]);
  });

  test("nobody without a role, whatever their part in the meeting", () => {
    for (const id of PARTS) expect(mayPress(caller(id, []), LESSON, "end-for-all")).toBe(false);
  });

  test.each(PROTECTIVE)("%s is protective", (command) => {
    expect(isProtective(command)).toBe(true);
  });

  test("the organiser has a part even before Graph named the staff", () => {
    expect(partIn(caller("organiser", ["staff"]), { ...LESSON, staff: [] })).toBe("organiser");
    expect(partIn(caller("outsider", ["staff"]), LESSON)).toBeUndefined();
  });
});

describe("who may read", () => {
  test("a lesson is read by its staff and only by a fresh role", () => {
    const readers = ROLES.flatMap((role) =>
      PARTS.flatMap((id) =>
        [true, false].map((fresh) => ({
          role,
          id,
          fresh,
          may: mayReadLesson(caller(id, [role], fresh), LESSON),
        })),
      ),
    ).filter(({ may }) => may);
    expect(readers.map(({ role, id, fresh }) => `${role} ${id} ${fresh}`)).toEqual([
      "staff organiser true",
      "staff co true",
      "staff member true",
    ]);
  });

  test("settings are changed by administrators, who gain nothing else by it", () => {
    const admin = caller("organiser", ["administrator"]);
    expect(mayChangeSettings(admin)).toBe(true);
    expect(mayReadLesson(admin, LESSON)).toBe(false);
    expect(mayChangeSettings({ ...admin, fresh: false })).toBe(false);
    expect(mayChangeSettings(caller("head", ["headteacher", "dsl", "staff"]))).toBe(false);
  });
});

describe("who learns that a concern exists", () => {
  const concern = (more: Partial<Concern>): Concern => ({
    ...NO_CONCERN,
    version: 1,
    ref: "ABC234",
    raisedBy: "raiser",
    ...more,
  });
  const inChannel = concern({
    reaches: "dsl",
    deliveries: [{ target: { to: "channel" }, step: 1, state: "told", at: "" }],
  });
  const adult = concern({
    about: "adult",
    reaches: "headteacher",
    deliveries: [
      { target: { to: "person", person: "head", as: "headteacher" }, step: 1, state: "told", at: "" },
    ],
  });

  test.each([
    ["the raiser", inChannel, caller("raiser", ["staff"]), "raiser"],
    ["whoever holds the DSL's role now", inChannel, caller("deputy", ["dsl"]), "recipient"],
    ["another member of staff: no", inChannel, caller("other", ["staff"]), undefined],
    ["the headteacher, whom it does not reach: no", inChannel, caller("head", ["headteacher"]), undefined],
    ["an administrator: no", inChannel, caller("admin", ["administrator"]), undefined],
    ["a DSL it is about: no", { ...inChannel, subject: "deputy" }, caller("deputy", ["dsl"]), undefined],
    ["the headteacher, of an adult's", adult, caller("head", ["headteacher"]), "recipient"],
    ["the raiser of an adult's", adult, caller("raiser", ["staff"]), "raiser"],
    ["the DSL, of an adult's: no", adult, caller("dsl", ["dsl"]), undefined],
    ["an administrator, of an adult's: no", adult, caller("admin", ["administrator", "staff"]), undefined],
    ["another headteacher who was not told: no", adult, caller("head2", ["headteacher"]), undefined],
    ["a headteacher who no longer is: no", adult, caller("head", ["staff", "dsl"]), undefined],
    [
      "who it is about, even as a recipient: no",
      { ...adult, subject: "head" },
      caller("head", ["headteacher"]),
      undefined,
    ],
    ["anybody, of what does not exist: no", NO_CONCERN, caller("", ["dsl", "headteacher"]), undefined],
  ] as const)("%s", (_who, about, who, side) => {
    expect(concernSideOf(who, about)).toBe(side);
    expect(mayReadConcern(who, about)).toBe(side !== undefined);
    expect(mayReadConcern({ ...who, fresh: false }, about)).toBe(false);
  });
});
