import type { Attested } from "../../../protocol/holders/attested.ts";
import { guestIn, hasPressed, isOpen, privateChat, type Sight, type Step, type Walk } from "./walk.ts";

const KHAN = "khan";

/** The meeting that a rehearsal has made: it stands in no calendar, and preflight's own is gone at once. */
const rehearsal = ({ state }: Sight) =>
  state.meetings.find(
    ({ inCalendar, subject }) => !inCalendar && subject.startsWith("Lesson Guard rehearsal"),
  );
const hasApp = (sight: Sight, person: string): boolean => privateChat(sight, person)?.installed === true;

/** A press on one of Lesson Guard's own pages was taken. */
const pressed =
  (what: string) =>
  ({ state }: Sight): boolean =>
    state.pressedOnPages.includes(what);

const OVER = "The rehearsal is over. On Set-up, step 8 says how it ended: press there what it says.";
const JOIN =
  "Press Open the meeting, and Join first: Lesson Guard and the phone come after you. Let Lesson Guard in if it waits.";
const PHONE = "Be A family, which plays your phone: press Open the link.";

const isOver = (sight: Sight): string | undefined => (rehearsal(sight) === undefined ? OVER : undefined);
const hasJoined = (sight: Sight): boolean =>
  rehearsal(sight)?.seats.some(({ person }) => person === KHAN) === true;
const joinFirst = (sight: Sight): string | undefined =>
  isOver(sight) ?? (hasJoined(sight) ? undefined : JOIN);
const isPhoneThere = (sight: Sight): boolean => {
  const meeting = rehearsal(sight);
  return meeting !== undefined && (guestIn(meeting, "lobby") || guestIn(meeting, "in"));
};

/** What Lesson Guard wrote to the DSL in rehearsals, the newest last. */
const written = (sight: Sight) =>
  (privateChat(sight, "lowe")?.messages ?? []).filter(({ summary }) => summary.startsWith("Rehearsal"));
/** The newest can be pressed: it is the one of a rehearsal that is on. */
const isAsked = (sight: Sight): boolean =>
  JSON.stringify(written(sight).at(-1) ?? "").includes("see-rehearsal");

/** A person has pressed on Set-up that they looked at this. */
const looked = (what: Attested) => pressed(`POST /api/set-up/attested/${what}`);

const REHEARSED: readonly Step[] = [
  {
    says: "On Set-up press Check now. Then open step 8, press Start the rehearsal, and join the meeting yourself before anything else.",
    done: (sight) => rehearsal(sight) !== undefined,
  },
  {
    says: JOIN,
    first: isOver,
    done: hasJoined,
  },
  {
    says: PHONE,
    first: joinFirst,
    done: isPhoneThere,
  },
  {
    says: "Be the Administrator, and let the phone in. Lesson Guard removes it.",
    first: (sight) =>
      joinFirst(sight) ??
      (isPhoneThere(sight)
        ? undefined
        : "The phone is out. If Lesson Guard removed it, wait: its message goes to the DSL. If not, be A family, and press Open the link again."),
    done: isAsked,
  },
  {
    says: "Be the DSL, and press I have seen it in the chat. Then look at Set-up again.",
    first: (sight) => (isAsked(sight) ? undefined : OVER),
    done: hasPressed("lowe", "see-rehearsal"),
  },
];

export const ADMINISTRATOR: Walk = {
  id: "administrator",
  title: "Administrator",
  steps: [
    { says: "Press More people, then Administrator.", done: ({ eye }) => eye === KHAN },
    { says: "Press Set-up beside Lesson Guard.", done: isOpen(KHAN, "set-up") },
    ...REHEARSED,
  ],
};

/** In a tenant in which nothing is set up: the steps of docs/admin/teams.md. */
export const FROM_NOTHING: Walk = {
  id: "from-nothing",
  title: "Set it up from nothing",
  steps: [
    {
      says: "In the Entra admin centre press Grant admin consent.",
      done: ({ state }) => state.tenant.permissions.every(({ given, asked }) => given || !asked),
    },
    {
      says: "In the Teams admin centre upload the package, give it to the group of administrators, and unblock it.",
      done: ({ state }) => state.tenant.mayAdd.includes(KHAN),
    },
    {
      says: "On The server, put the App ID of the Teams admin centre into TEAMS_CATALOG_ID, the day from the Entra admin centre (Expires) into BOT_PASSWORD_ENDS, and save.",
      done: ({ state }) =>
        state.server === undefined || state.server["TEAMS_CATALOG_ID"] === state.teamsApp.id,
    },
    {
      says: "In Teams, on the right, add Lesson Guard. On Set-up press Check now.",
      done: (sight) => hasApp(sight, KHAN) && pressed("POST /api/set-up/check")(sight),
    },
    {
      says: "Press Settings on the right, choose the four groups (their Object IDs are in the Entra admin centre), write the school’s Name and Phone, and save.",
      done: pressed("PUT /api/settings"),
    },
    {
      says: "On Set-up, step 3, unfold all names of the group of staff. If each is a member of staff, press that you looked.",
      done: looked("staff"),
    },
    {
      says: "Do step 4 of Set-up: give the app to staff.",
      done: (sight) => sight.state.people.every(({ id, staff }) => !staff || hasApp(sight, id)),
    },
    {
      says: "On Set-up press Check now. In step 4 look at who may have the app where it says so, and press what you saw. Where it asks for a pupil’s account: be A pupil, and search under Apps.",
      done: looked("availability"),
    },
    {
      says: "Be DSL channel. Add Lesson Guard to the team, and then to the channel.",
      done: ({ state }) => state.chats.some(({ kind, installed }) => kind === "channel" && installed),
    },
    {
      says: "Be the Administrator. On Settings, People, choose it as the DSL channel, and save.",
      done: (sight) =>
        pressed("POST /api/proposals")(sight) ||
        (privateChat(sight, "lowe")?.messages ?? []).some(({ summary }) => /DSL channel/.test(summary)),
    },
    {
      says: "Be the DSL. On Record, under Waiting for your approval, press Approve.",
      done: pressed("POST /api/proposals"),
    },
    {
      says: "Be the Administrator again. Copy step 6 of Set-up into PowerShell, and run it.",
      done: ({ state }) => state.switches.applicationAccessPolicy,
    },
    {
      says: "The same with step 7. Its third block shows which meeting policy your staff have: write that name into the field.",
      done: ({ state }) => state.tenant.mayRemove,
    },
    {
      says: "On Set-up, step 7, look at the policy’s values where it says so, and press what you saw.",
      done: looked("policy"),
    },
    ...REHEARSED,
  ],
};
