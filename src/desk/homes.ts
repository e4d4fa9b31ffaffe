import { CloudError } from "../meeting/cloud-error.ts";
import type { Home, Homes } from "../meeting/homes.ts";
import { unmeasured } from "../meeting/unmeasured.ts";
import { childrenOf } from "../protocol/concern/follow-up-state.ts";
import type { Refused } from "../protocol/decision.ts";
import { sameName } from "../protocol/names/matching.ts";
import {
  type HomeView,
  homeShown,
  type NoHome,
  noHome,
  severalPupils,
} from "../protocol/screen/home-view.ts";
import { clockTime } from "../protocol/time/clock-time.ts";
import { mayInLesson } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { DIRECTORY_AWAY, NO_SUCH_CONCERN } from "./concern/answers.ts";
import type { ConcernDesk } from "./concern-desk.ts";
import type { LessonDesk } from "./lesson-desk.ts";
import type { Readings } from "./readings.ts";
import type { School } from "./school.ts";

/** undefined where one school's pupils cannot be told from another's. */
type Source = Homes | undefined;

/** Whom to phone for a pupil: who may look is decided and noted first, then the directory is asked; nothing is kept. */
export type HomeDesk = {
  /**
   * Beside a concern, for a child it is about.
   * @param pupil of the directory, where the name is that of several
   * @throws where the look cannot be noted: then nothing may be shown
   */
  readonly beside: (
    caller: Caller,
    ref: string,
    of: { readonly child: string; readonly pupil?: string },
    homes: Source,
  ) => Promise<HomeView | Refused>;
  /** In a lesson, for a pupil with whom no adult is seen. */
  readonly inLesson: (
    caller: Caller,
    lesson: string,
    of: { readonly pupil: string; readonly chosen?: string },
    homes: Source,
  ) => Promise<HomeView | Refused>;
};

type Dependencies = {
  readonly record: Pick<SchoolRecord, "addCount">;
  readonly concerns: Pick<ConcernDesk, "find" | "may">;
  readonly readings: Pick<Readings, "note">;
  readonly lessons: Pick<LessonDesk, "read" | "press">;
  readonly school: Pick<School, "settings">;
  readonly now: () => string;
};

const ENTRA_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const RAISED_IT: Refused = {
  refused: "raiser",
  say: "You raised this. Those who were told of it see whom to phone.",
};

export const openHomeDesk = ({
  record,
  concerns,
  readings,
  lessons,
  school,
  now,
}: Dependencies): HomeDesk => {
  const phone = (): string => school.settings().phone ?? "";
  const none = (why: NoHome): HomeView => noHome(why, phone());

  /** @param classes of a pupil who was found by name: they tell staff whether it is the right one */
  const shown = (home: Home | undefined, name: string, classes: readonly string[] = []): HomeView => {
    if (home === undefined) return none("no pupil");
    const { contacts, address } = home;
    if (contacts.length === 0 && address === undefined) return none("no contact");
    const time = clockTime(now(), school.settings().timeZone);
    return homeShown([home.name || name, ...classes].join(", "), contacts, address, time);
  };

  /** @param chosen of those who have the name; anyone else counts as not chosen */
  const read = async (name: string, chosen: string | undefined, homes: Homes): Promise<HomeView> => {
    // Whose id is known needs no search through every class, and cannot be taken for another of the name.
    if (chosen !== undefined && ENTRA_ID.test(chosen)) {
      const home = await homes.of(chosen);
      if (home !== undefined && sameName(home.name, name)) return shown(home, name);
    }
    const named = await homes.pupilsNamed(name);
    const [only, another] = named;
    const one = another === undefined ? only : named.find(({ id }) => id === chosen);
    if (one !== undefined) return shown(await homes.of(one.id), one.name, one.classes);
    return only === undefined ? none("no pupil") : severalPupils(named);
  };

  const asked = async (name: string, chosen: string | undefined, homes: Source): Promise<HomeView> => {
    if (homes === undefined) return none("several schools");
    try {
      // No measure may show that anyone looked.
      return await unmeasured(() => read(name, chosen, homes));
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return none(error.kind === "not-allowed" ? "not allowed" : "away");
    }
  };

  return {
    beside: async (caller, ref, { child, pupil }, homes) => {
      if (!caller.fresh) return DIRECTORY_AWAY;
      const concern = await concerns.find(caller, ref);
      if (concern === undefined) {
        await record.addCount("refused concern presses");
        return NO_SUCH_CONCERN;
      }
      if (!(await concerns.may(caller, "see-home", concern)))
        return concern.about === "adult" ? ABOUT_ADULT : RAISED_IT;
      if (!childrenOf(concern).includes(child)) return NOT_NAMED;
      await readings.note(caller, [concern], "home", child);
      return asked(child, pupil, homes);
    },
    inLesson: async (caller, id, { pupil, chosen }, homes) => {
      if (!caller.fresh) return DIRECTORY_AWAY;
      if (!mayInLesson(caller, "look-up-home", await lessons.read(id))) {
        await record.addCount("refused presses");
        return NOT_STAFF;
      }
      const pressed = await lessons.press(caller, id, { press: "look-up-home", pupil });
      if ("refused" in pressed) return pressed;
      const known = pressed.lesson.register.find((one) => one.id === pupil);
      // A register that was taken from a class has the directory's own ids: then no name decides.
      return asked(known?.name ?? "", chosen ?? pupil, homes);
    },
  };
};

const NOT_STAFF: Refused = { refused: "not-yours", say: "This is for the staff of the lesson." };

const NOT_NAMED: Refused = {
  refused: "no-pupil",
  say: "This concern does not name that child. Link the child first, with the full name as on the register.",
};

const ABOUT_ADULT: Refused = {
  refused: "adult",
  say: "Whom to phone is not shown beside a concern about an adult at school. Look in the school’s own list of contacts.",
};
