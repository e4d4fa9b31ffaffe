import { pupils } from "../../src/practice/school/pupils.ts";
import type { Concern } from "../../src/protocol/concern/state.ts";
import type { DecisionContext } from "../../src/protocol/lesson/commands.ts";
import type { RosterPerson } from "../../src/protocol/lesson/person.ts";
import { checklistFace } from "../../src/protocol/screen/card-faces.ts";
import { type LessonAlerts, lessonView } from "../../src/protocol/screen/lesson-view.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import type { ExceptionReason, Kind } from "../../src/protocol/words.ts";
import { checklistPart } from "../../src/teams/cards/lesson-card.ts";
import { ASSISTANT, FOUND, guest, MET, roster, Story, TEACHER, user } from "../protocol/lesson/story.ts";

const PHONE = "01234 567890";
const ZONE = "Europe/London";

/** As long as a school may choose: the picture of an undo is taken in time. */
const UNDO_SECONDS = 30;

const REGISTER = pupils.map(({ id, name }) => ({ id, name, also: [] }));

/** As families name their devices: most by the child, some by a parent, four by nothing that helps. */
const SHOWN: Readonly<Record<string, string>> = {
  "amara-osei": "Amara's mum",
  "freya-thompson": "Freya",
  "zainab-hussain": "Hussain family",
  "arjun-patel": "iPad",
  "samuel-okoro": "Samsung SM-T220",
  "lily-chen": "Lily",
  "lily-foster": "Lily",
  "harvey-brooks": "Brooks family",
};

/** Two do not come, and one sits beside her brother. */
const NO_DEVICE = ["ruby-taylor", "tomasz-nowak", "martha-brooks"];
const CHILDREN = REGISTER.filter(({ id }) => !NO_DEVICE.includes(id));

/** The families of a class, each at one device. */
const families = (place: RosterPerson["place"], cameraOn: boolean): readonly RosterPerson[] =>
  CHILDREN.map(({ id, name }) => ({
    ...guest(`r-${id}`, SHOWN[id] ?? name, place),
    cameraOn: cameraOn && id !== "jakub-kowalski",
  }));

const STAFF = [user("r-teacher", TEACHER), user("r-assistant", ASSISTANT)] as const;

/** A lesson as the protocol decides it, of the thirty invented pupils of practice; Teams answers when a test says so. */
export class Played extends Story {
  override get around(): DecisionContext {
    return {
      ...super.around,
      undoSeconds: UNDO_SECONDS,
      recordings: { folder: "Recorded one-to-ones", keepDays: 30, files: true },
    };
  }

  /** Teams has what was asked of it, and says so. */
  confirmed(): this {
    const asked = this.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("Nothing was asked of Teams.");
    return this.wait(400).after({ report: "options-seen", asked, seen: asked, coOrganisersSet: true });
  }

  /** Another option stands in Teams than was asked for. */
  answeredOtherwise(): this {
    const asked = this.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("Nothing was asked of Teams.");
    const seen = { ...asked, lobbyScope: "everyone" as const };
    return this.after({ report: "options-seen", asked, seen, coOrganisersSet: true });
  }

  people(...people: readonly RosterPerson[]): this {
    return this.wait(1000).after(roster(...people));
  }

  /** Staff, and the families where they are. */
  class(place: RosterPerson["place"] = "in", cameraOn = false, ...more: readonly RosterPerson[]): this {
    return this.people(...STAFF, ...families(place, cameraOn), ...more);
  }

  begun(): this {
    return this.wait(60_000).after({ report: "meeting-started", source: "event" });
  }

  inCall(): this {
    return this.after(
      { report: "call-joining", call: "call1" },
      { report: "call-waiting", call: "call1" },
      { report: "call-entered", call: "call1" },
      { report: "family-card-posted", activity: "a1" },
    );
  }

  recognise(person: string, ...children: readonly string[]): this {
    this.press({
      press: "recognise",
      person: `r-${person}`,
      recognition: { as: "pupils", pupils: children },
    });
    return this;
  }

  /** All four names sorted out. */
  sorted(): this {
    return this.recognise("arjun-patel", "arjun-patel")
      .recognise("samuel-okoro", "samuel-okoro")
      .recognise("lily-chen", "lily-chen")
      .recognise("lily-foster", "lily-foster")
      .recognise("harvey-brooks", "harvey-brooks", "martha-brooks");
  }

  note(pupil: string, reason: ExceptionReason): this {
    this.press({ press: "note-exception", pupil, reason });
    return this;
  }

  ended(): this {
    this.press({ press: "end-for-all" });
    return this.wait(1000);
  }

  endBegun(): this {
    return this.ended()
      .wait(UNDO_SECONDS * 1000)
      .after({ report: "end-window-passed" });
  }
}

/** @param kind nothing: it is asked */
export const met = (kind?: Kind, withRegister = true, protectable = true): Played => {
  const found = { ...FOUND, title: "Year 4 maths", protectable };
  const story = new Played().after(MET, found).wait(1000);
  if (kind === undefined) return story;
  story.press({ press: "choose-kind", kind });
  story.report(found);
  const register =
    kind === "class" ? REGISTER : kind === "group" ? REGISTER.slice(0, 5) : REGISTER.slice(0, 1);
  if (withRegister) story.press({ press: "set-register", source: "class", register });
  return story;
};

/** The class is inside and silent, its names not sorted out. */
export const arrived = (): Played => met("class").confirmed().begun().inCall().class("lobby").class();

/** Names are sorted out, and cameras are on, but for one. */
export const live = (): Played => {
  const story = arrived().sorted();
  story.press({ press: "let-cameras-on" });
  return story.confirmed().class("in", true);
};

export const checked = (): Played => {
  const story = live();
  story.press({ press: "let-mics-on" });
  story.confirmed().class("in", true);
  story.press({ press: "all-others-fine" });
  return story;
};

const AMARA = guest("r-amara-osei", "Amara's mum");

/** One child and a parent, the recording that follows where the parent cannot stay. */
export const alone = (): Played =>
  met("one-to-one")
    .confirmed()
    .begun()
    .inCall()
    .people(STAFF[0], { ...AMARA, cameraOn: false });

export const cannotStay = (): Played => {
  const story = alone();
  story.press({ press: "parent-cannot-stay" });
  return story;
};

export const parentTold = (): Played => {
  const story = cannotStay();
  story.press({ press: "parent-told", reason: "at work" });
  return story.confirmed().people(STAFF[0], { ...AMARA, recording: true });
};

export const recordedAndOver = (): Played =>
  parentTold()
    .people(STAFF[0], AMARA)
    .after({ report: "meeting-ended" })
    .after({ report: "recordings-listed", recordings: [{ id: "v1", from: "2026-11-24T10:02:00.000Z" }] });

/** Pupils without staff, and paused for it. */
export const leftAlone = (): Played =>
  checked()
    .people(...families("in", true))
    .wait(20_000)
    .after({ report: "alone-due" })
    .wait(500);

/** The panel of its organiser. */
export const panelOf = (
  { lesson, now }: Played,
  raised: readonly Concern[] = [],
  alerts: LessonAlerts = {},
): LessonView => {
  const around = { now, timeZone: ZONE, phone: PHONE, reader: TEACHER.id };
  const card = checklistPart(checklistFace(lesson, around), {
    lesson: lesson.id,
    card: "checklist",
    panelUrl: "",
  });
  return {
    ...lessonView(lesson, "organiser", raised, alerts, around),
    ...(card === undefined ? {} : { card }),
  };
};
