import type { Config } from "../../config.ts";
import { listClasses, listPupils } from "../../meeting/classes.ts";
import { CloudError } from "../../meeting/cloud-error.ts";
import { maySendFrom } from "../../meeting/mail.ts";
import { findFolder } from "../../meeting/school-drive.ts";
import type { RehearsedPart } from "../../protocol/holders/events.ts";
import { recordingRules } from "../../protocol/holders/school.ts";
import type { Rehearsed } from "../../protocol/holders/state.ts";
import { amber, dayOf, type Finding, green, grey, red } from "./line.ts";
import { insideOf, type Look } from "./look.ts";
import { isOpen } from "./people-checks.ts";
import type { Check } from "./run-checks.ts";

// What a school may use, or not; and what only a rehearsal shows.

const COPY_ID =
  "Step 2: set TEAMS_CATALOG_ID to the App ID: admin.teams.microsoft.com, Teams apps, Manage apps, Lesson Guard.";
const OPENS_NOTHING = "On phones, links on cards may open nothing.";

/**
 * The catalogue gives an app an id of its own. The id in the package is any id, the bot's too where the package was
 * made with it: only the other way round is it a mistake. Any other id may have a wrong digit: it is never green.
 */
export const linksFinding = ({
  isCatalogId,
  teamsAppId,
  packageId,
  bot,
}: Pick<Config, "isCatalogId" | "teamsAppId" | "packageId" | "bot">): Finding => {
  if (!isCatalogId) return amber("made with the id in the package", OPENS_NOTHING, COPY_ID);
  if (teamsAppId === packageId)
    return amber("TEAMS_CATALOG_ID is the id in the package", OPENS_NOTHING, COPY_ID);
  return teamsAppId === bot.id
    ? amber("TEAMS_CATALOG_ID is the bot’s id", OPENS_NOTHING, COPY_ID)
    : {
        ...grey(
          `not checked: TEAMS_CATALOG_ID is ${teamsAppId}, and whether your catalogue has it as the App ID cannot be seen from here`,
        ),
        means: "With another id, links on cards open nothing on phones.",
        mend: "Compare it once, letter for letter: admin.teams.microsoft.com, Teams apps, Manage apps, Lesson Guard, App ID. Where it is the same, nothing is to be done, and this line stays as it is.",
      };
};

const links = ({ config }: Look): Finding => linksFinding(config);

const classes = async (look: Look): Promise<Finding> => {
  const found = await listClasses(look.graph);
  look.found.classes = found.map(({ id }) => id);
  return found.length > 0
    ? green(`${found.length} ${found.length === 1 ? "class" : "classes"} in School Data Sync`)
    : amber(
        "School Data Sync has no class",
        "Registers have to be uploaded, or no name in a lesson can be matched.",
        "Look at School Data Sync: sds.microsoft.com. Or upload registers, and take the permission EduRoster.Read.All away.",
      );
};

/** Enough to see that a group of pupils was given the app, and few enough for the limits of Teams. */
const [CLASSES_TRIED, PUPILS_TRIED] = [3, 2];

/** By number, not by name: a list of pupils has no place among checks. */
const pupils = async (look: Look): Promise<Finding> => {
  const some = (look.found.classes ?? []).slice(0, CLASSES_TRIED);
  const lists = await Promise.all(some.map((id) => listPupils(look.graph, id)));
  const tried = lists.flatMap((list) => list.slice(0, PUPILS_TRIED));
  if (tried.length === 0) return grey("not checked: no class says who is a pupil");
  const open = await Promise.all(tried.map((one) => isOpen(look, one)));
  const having = open.filter(Boolean).length;
  return having === 0
    ? green(`none of the ${tried.length} who were tried has the app`)
    : amber(
        `${having} of the ${tried.length} who were tried ${having === 1 ? "has" : "have"} the app`,
        "Pupils find Lesson Guard in Teams. It shows them no one’s names and takes no press of theirs, but they see that it is there.",
        "Step 4: admin.teams.microsoft.com, Teams apps, Manage apps, Lesson Guard, Users and groups: the four groups and no other. Setup policies: Lesson Guard in no policy that pupils have.",
      );
};

const LIMIT =
  "In Exchange Online PowerShell: New-ApplicationAccessPolicy -AccessRight RestrictAccess, for a group with this one mailbox.";

const mailbox = async (look: Look): Promise<Finding> => {
  const { mailFrom } = insideOf(look).settings();
  const other = look.found.people.staff?.[0];
  if (mailFrom === undefined) return grey("not used: no mailbox for alerts is chosen");
  const own = await maySendFrom(look.graph, mailFrom);
  const noMail = "No reminder of an alert leaves by e-mail.";
  if (own === "no such mailbox")
    return red(
      `there is no mailbox ${mailFrom}`,
      noMail,
      "Settings page, Mailbox for alerts: choose another.",
    );
  if (own === "no")
    return red(
      `Lesson Guard may not send from ${mailFrom}`,
      noMail,
      "In Exchange Online PowerShell: put the mailbox into the group of the access policy.",
    );
  const more = other === undefined ? "no" : await maySendFrom(look.graph, other.id);
  return more === "yes"
    ? red(
        "Lesson Guard may send from every mailbox of your organisation",
        "A person who took over the server could write in the name of any member of staff.",
        LIMIT,
      )
    : green(`it may send from ${mailFrom}, and from no other that was tried`);
};

const NOT_FILED = "No recording of a one-to-one is put into the folder. Staff have to do it by hand.";

const recordings = async (look: Look): Promise<Finding> => {
  const settings = insideOf(look).settings();
  const { site } = settings.recordings ?? {};
  if (site === undefined) return grey("not used: staff put recordings into the folder themselves");
  const { folder } = recordingRules(settings);
  try {
    await findFolder(look.graph, { site, folder });
    return green(`the folder “${folder}” is there, and Lesson Guard may use its site`);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind === "not-allowed")
      return red(
        "Lesson Guard may not use the site",
        NOT_FILED,
        "Grant it this one site, with the role write: see docs/for-administrators.md, Recordings.",
      );
    if (error.kind === "gone")
      return red(
        error.operation === "read site"
          ? "there is no such site"
          : `there is no folder “${folder}” in the site`,
        NOT_FILED,
        "Make the folder in SharePoint, or correct the address and the folder on the Settings page, Recordings.",
      );
    throw error;
  }
};

type PartWords = {
  readonly shown: string;
  readonly failed: string;
  readonly means: string;
  readonly mend: string;
};

const PARTS: Readonly<Record<RehearsedPart, PartWords>> = {
  removed: {
    shown: "a guest was removed",
    failed: "a guest could not be removed",
    means: "Without it End for all removes no one.",
    mend: "Step 7: Set-CsApplicationMeetingConfiguration -AllowRemoveParticipantAppIds. Then step 8.",
  },
  entered: {
    shown: "Lesson Guard got in",
    failed: "Lesson Guard could not join",
    means: "It may be held in the lobby, and then sees no one.",
    mend: "Step 8: start the rehearsal. If Lesson Guard waits in the lobby, admit it by itself.",
  },
  seen: {
    shown: "a DSL saw the test alert",
    failed: "the test alert reached no DSL",
    means: "An alert may reach no one.",
    mend: "Step 8: start the rehearsal.",
  },
};

/** What rehearsals have shown of a part. The newest that came to it counts. */
export const rehearsalFinding = (what: RehearsedPart, shown: Rehearsed, failed: Rehearsed): Finding => {
  const { means, mend, ...says } = PARTS[what];
  const [at, failedAt] = [shown[what], failed[what]];
  if (failedAt !== undefined)
    return red(`${says.failed} in the rehearsal on ${dayOf(failedAt)}`, means, mend);
  if (at === undefined) return { ...grey("not checked: only a rehearsal shows it"), means, mend };
  return green(`${says.shown} in the rehearsal on ${dayOf(at)}`);
};

const rehearsed =
  (what: RehearsedPart) =>
  (look: Look): Finding => {
    const inside = insideOf(look);
    return rehearsalFinding(what, inside.rehearsed(), inside.rehearsalFailed());
  };

export const OTHER_CHECKS: readonly Check<Look>[] = [
  { id: "links", name: "Links on cards", step: "package", optional: true, look: links },
  {
    id: "classes",
    name: "Classes",
    optional: true,
    needs: ["graph", "consent:EduRoster.Read.All"],
    look: classes,
  },
  {
    id: "chats:pupils",
    name: "Pupils without the app",
    step: "staff",
    optional: true,
    needs: ["teams", "classes"],
    look: pupils,
  },
  {
    id: "availability",
    name: "Who may have the app",
    step: "staff",
    optional: true,
    look: () => grey("not checked: Microsoft lets no program read it"),
  },
  {
    id: "mailbox",
    name: "Mailbox for alerts",
    optional: true,
    needs: ["record", "graph", "group:staff", "consent:Mail.Send"],
    look: mailbox,
  },
  {
    id: "recordings",
    name: "Folder for recordings",
    optional: true,
    needs: ["record", "graph", "consent:Sites.Selected"],
    look: recordings,
  },
  {
    id: "policy",
    name: "Meeting policy",
    step: "removal",
    optional: true,
    look: () => grey("not checked: Microsoft lets no program read it"),
  },
  {
    id: "rehearsed:removed",
    name: "Removing people",
    step: "removal",
    needs: ["record"],
    look: rehearsed("removed"),
  },
  {
    id: "rehearsed:entered",
    name: "Lesson Guard in a meeting",
    step: "rehearsal",
    needs: ["record"],
    look: rehearsed("entered"),
  },
  {
    id: "rehearsed:seen",
    name: "An alert, seen by a DSL",
    step: "rehearsal",
    needs: ["record"],
    look: rehearsed("seen"),
  },
];
