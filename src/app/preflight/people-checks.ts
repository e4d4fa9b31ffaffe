import { isStaffGroup } from "../../desk/group-check.ts";
import { CloudError } from "../../meeting/cloud-error.ts";
import { createMemberships, type Person } from "../../meeting/memberships.ts";
import { amber, type Finding, green, grey, manyTried, red } from "./line.ts";
import { type GroupRole, insideOf, type Look } from "./look.ts";
import { PUPILS_CHECK, pupilsFinding, pupilsOf } from "./pupils-in-groups.ts";
import type { Check } from "./run-checks.ts";
import { orWaits } from "./waiting.ts";

// Who is who, and whether each of them can be reached.

type Words = {
  readonly name: string;
  readonly field: string;
  /** What it means that no one is known. */
  readonly means: string;
};

const WORDS: Readonly<Record<GroupRole, Words>> = {
  staff: {
    name: "Group of staff",
    field: "Staff",
    means: "No one can press anything, and no meeting is known as a lesson.",
  },
  dsl: { name: "Group of DSLs", field: "DSL and deputies", means: "An alert reaches no DSL." },
  headteacher: {
    name: "Group of headteachers",
    field: "Headteacher and deputies",
    means: "A concern about an adult reaches no one.",
  },
  administrators: {
    name: "Group of administrators",
    field: "Administrators",
    means: "No one can change the settings, but the people in ADMIN_GROUP_ID.",
  },
};

const ROLES = ["staff", "dsl", "headteacher", "administrators"] as const satisfies readonly GroupRole[];

/** The roles of which one person is not enough: they may be ill, or the concern may be about them. */
const NEEDS_TWO: ReadonlySet<GroupRole> = new Set(["dsl", "headteacher"]);

const groupOf = ({ inside, config }: Look, role: GroupRole): string | undefined => {
  if (typeof inside === "string") return undefined;
  const { groups } = inside.settings();
  return groups[role] ?? (role === "administrators" ? config.adminGroupId : undefined);
};

const group =
  (role: GroupRole) =>
  async (look: Look): Promise<Finding> => {
    const { field, means } = WORDS[role];
    const id = groupOf(look, role);
    if (id === undefined) {
      const none = red(
        "no group is chosen",
        means,
        `Step 3: choose it on the Settings page, People, ${field}.`,
      );
      return role === "staff" ? none : orWaits(look, role, none);
    }
    if (isStaffGroup(insideOf(look).settings().groups, role))
      return red(
        "it is the group of staff, too",
        "Every member of staff reads what is for these people alone.",
        `Step 3: choose another on the Settings page, People, ${field}.`,
      );
    const memberships = createMemberships({ graph: look.graph, groups: () => [id] });
    try {
      const [name, people] = await Promise.all([memberships.groupName(id), memberships.membersOf(id)]);
      look.found.people[role] = people;
      if (people.length === 0)
        return red(
          `no one with an enabled account is in “${name}”`,
          means,
          `entra.microsoft.com, Groups, All groups, ${name}, Members: add people.`,
        );
      const of = WORDS[role].name.replace("Group", "the group");
      const pupils = pupilsFinding(people, await pupilsOf(look), { of, field });
      if (pupils !== undefined) return pupils;
      if (people.length === 1 && NEEDS_TWO.has(role))
        return amber(
          `one person is in “${name}”`,
          "When they are away, no one takes their alerts.",
          `entra.microsoft.com, Groups, All groups, ${name}, Members: add a deputy.`,
        );
      return green(`${people.length} ${people.length === 1 ? "person" : "people"} in “${name}”`);
    } catch (error) {
      if (error instanceof CloudError && error.kind === "gone")
        return red(
          "the group that was chosen does not exist any more",
          means,
          `Step 3: choose another on the Settings page, People, ${field}.`,
        );
      throw error;
    }
  };

/** Teams has told us where it takes messages, and takes ours. */
const teams = async (look: Look): Promise<Finding> => {
  if ((await insideOf(look).serviceUrl()) === undefined)
    return red(
      "Teams has never written to Lesson Guard",
      "No message can be sent, and no lesson begins.",
      "Step 2: upload the app, and give it to administrators. Then open Lesson Guard in Teams once, as yourself. In Azure, the bot’s messaging endpoint is PUBLIC_URL with /api/messages.",
    );
  try {
    await look.sender.channels("19:lesson-guard-looks@thread.tacv2");
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.code === "BotDisabledByAdmin")
      return red(
        "an administrator has blocked the app",
        "No message is sent, and no one can open Lesson Guard.",
        "Steps 2 and 4: admin.teams.microsoft.com, Teams apps, Manage apps, Lesson Guard: say who may have it, then unblock it. By cmdlet: Update-M365TeamsApp -IsBlocked $false, with the groups, as the steps have it.",
      );
    if (error.kind === "gone" || error.kind === "not-allowed")
      return green("it has written, and takes messages");
    throw error;
  }
  return green("it has written, and takes messages");
};

const NOT_INSTALLED =
  "Step 4: give the app to this group, and install it for them: Update-M365TeamsApp -InstallForGroups. It can take a day. Where the group may have it already, a person can also add it themselves: in Teams, Apps, Built for your org.";
/** Enough to see that the app was given to a group, and few enough for the limits of Teams. */
const MOST_ASKED = 10;

/** Whether the chat with a person can be opened, which shows them nothing. Asked once, though they have two roles. */
export const isOpen = ({ sender, found }: Look, { id }: Pick<Person, "id">): Promise<boolean> => {
  const known = found.chats.get(id);
  if (known !== undefined) return known;
  const asked = opened(sender, id);
  found.chats.set(id, asked);
  // Asked again where there was no answer.
  asked.catch(() => found.chats.delete(id));
  return asked;
};

const opened = async (sender: Look["sender"], id: string): Promise<boolean> => {
  try {
    await sender.openPersonal(id);
    return true;
  } catch (error) {
    if (error instanceof CloudError && (error.kind === "not-allowed" || error.kind === "refused"))
      return false;
    throw error;
  }
};

/** Some of a list, from all of it: people of a group inside the group stand at its end. */
const spread = <One>(all: readonly One[], most: number): readonly One[] =>
  all.length <= most
    ? all
    : Array.from({ length: most }, (_, n) => Math.floor((n * all.length) / most)).flatMap(
        (at) => all[at] ?? [],
      );

const named = (people: readonly Person[]): string =>
  people.map(({ name }) => name || "a person without a name").join(", ");

const chats =
  (role: GroupRole, means: string) =>
  async (look: Look): Promise<Finding> => {
    const all = look.found.people[role] ?? [];
    const people = spread(all, MOST_ASKED);
    const open = await Promise.all(people.map((person) => isOpen(look, person)));
    const closed = people.filter((_, n) => !open[n]);
    const tried = manyTried(people.length, all.length, "people");
    if (closed.length === 0)
      return green(
        all.length === 1
          ? "1 of 1 has the app"
          : people.length === all.length
            ? `all ${tried} have the app`
            : `${people.length} of ${all.length} people were tried, and have the app; the other ${all.length - people.length} were not tried`,
      );
    const says =
      all.length === 1
        ? `without the app: ${named(closed)}`
        : `${closed.length} of the ${tried} ${closed.length === 1 ? "is" : "are"} without the app: ${named(closed)}`;
    return closed.length === people.length
      ? red(says, means, NOT_INSTALLED)
      : amber(says, means, NOT_INSTALLED);
  };

const channel = async (look: Look): Promise<Finding> => {
  const { dslChannel } = insideOf(look).settings();
  const mend =
    "Step 5: in Teams, add Lesson Guard to the team and to the channel. Then choose it on the Settings page, People, DSL channel.";
  if (dslChannel === undefined)
    return orWaits(
      look,
      "channel",
      amber(
        "no channel is chosen",
        "Alerts go to each DSL’s own chat only. The DSLs do not see who has taken one.",
        mend,
      ),
    );
  try {
    const [readers, dsls] = [await look.sender.readers(dslChannel.channelId), look.found.people.dsl ?? []];
    const others = readers.filter((reader) => !dsls.some(({ id }) => id === reader));
    return others.length === 0
      ? green(`Lesson Guard is in it; ${readers.length} people read it, all DSLs`)
      : amber(
          `${others.length} ${others.length === 1 ? "person" : "people"} in it ${others.length === 1 ? "is" : "are"} not in the group of DSLs`,
          "They can read alerts about children.",
          "In Teams: the channel, ⋯, Manage channel, Members: take them out. Or put them into the group of DSLs.",
        );
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind === "gone")
      return red("the channel does not exist any more", "Alerts go to each DSL’s own chat only.", mend);
    if (error.kind === "not-allowed")
      return red("Lesson Guard is not in the channel", "Alerts go to each DSL’s own chat only.", mend);
    throw error;
  }
};

const phone = (look: Look): Finding =>
  insideOf(look).settings().phone === undefined
    ? orWaits(
        look,
        "phone",
        amber(
          "no phone number of the school",
          "When a step fails, the screen cannot say whom to phone.",
          "Step 3: Settings page, School, Phone.",
        ),
      )
    : green("the school’s phone number is known");

const MEMBERS = "consent:GroupMember.Read.All";

export const PEOPLE_CHECKS: readonly Check<Look>[] = [
  ...ROLES.map(
    (role): Check<Look> => ({
      id: `group:${role}`,
      name: WORDS[role].name,
      step: "groups",
      needs: ["record", "graph", MEMBERS],
      look: group(role),
    }),
  ),
  {
    id: "staff-people",
    name: "People of the group of staff",
    step: "groups",
    optional: true,
    needs: ["group:staff"],
    look: () => grey("not checked: no program can tell who is no pupil"),
  },
  PUPILS_CHECK,
  { id: "phone", name: "Phone number", step: "groups", needs: ["record"], look: phone },
  { id: "teams", name: "Teams", step: "package", needs: ["record", "sign-in"], look: teams },
  {
    id: "chats:staff",
    name: "App for staff",
    step: "staff",
    needs: ["teams", "group:staff"],
    look: chats(
      "staff",
      "Lesson Guard cannot ask them whether a meeting is a lesson, and is in no meeting of theirs.",
    ),
  },
  {
    id: "chats:dsl",
    name: "App for DSLs",
    step: "staff",
    needs: ["teams", "group:dsl"],
    look: chats("dsl", "An alert does not reach them in their own chat."),
  },
  {
    id: "chats:headteacher",
    name: "App for headteachers",
    step: "staff",
    needs: ["teams", "group:headteacher"],
    look: chats("headteacher", "A concern about an adult does not reach them."),
  },
  { id: "channel", name: "DSL channel", step: "channel", needs: ["teams", "group:dsl"], look: channel },
];
