import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import type { Person } from "../../meeting/memberships.ts";
import { deleteTestMeeting, makeTestMeeting, mayReachMeetingsOf } from "../../meeting/test-meeting.ts";
import type { SeenOptions } from "../../protocol/lesson/options.ts";
import { addMs } from "../../protocol/time/clock-time.ts";
import { amber, dayOf, type Finding, green, grey, manyTried, red } from "./line.ts";
import { type Inside, insideOf, type Look } from "./look.ts";
import type { Check } from "./run-checks.ts";

// A meeting that stands in no calendar is made, looked at, and deleted.

const SUBJECT = "Lesson Guard is checking that all is ready. This meeting is deleted at once.";
const LASTS_MS = 30 * 60_000;
const DOORS = "Lesson Guard cannot hold people in the lobby, or switch mics, cameras and chat off.";
const POLICY_MEND =
  "Step 6: New-CsApplicationAccessPolicy and Grant-CsApplicationAccessPolicy. It can take 30 minutes. A person has one access policy only: if they have another, add Lesson Guard to that one.";
/** Side by side; and how long another such row is begun: the rest of the look needs its time, too. */
const [AT_ONCE, TRIES_FOR_MS] = [20, 3_000];

/** Of each person in turn, as far as there is time. @returns one answer for each who was tried */
const reachedOf = async ({ graph }: Look, staff: readonly Person[]): Promise<readonly boolean[]> => {
  const until = performance.now() + TRIES_FOR_MS;
  const reached: boolean[] = [];
  while (reached.length < staff.length && (reached.length === 0 || performance.now() < until)) {
    const row = staff.slice(reached.length, reached.length + AT_ONCE);
    reached.push(...(await Promise.all(row.map(({ id }) => mayReachMeetingsOf(graph, id)))));
  }
  return reached;
};

const accessPolicy = async (look: Look): Promise<Finding> => {
  const all = look.found.people.staff ?? [];
  const reached = await reachedOf(look, all);
  const staff = all.slice(0, reached.length);
  const tried = manyTried(staff.length, all.length, "members of staff");
  const [organiser] = staff.filter((_, n) => reached[n]);
  const others = staff.filter((_, n) => !reached[n]);
  if (organiser === undefined) return red(`none of the ${tried} has it`, DOORS, POLICY_MEND);
  look.found.organiser = organiser;
  if (others.length === 0 && staff.length === all.length) return green(`all ${tried} have it`);
  if (others.length === 0)
    return amber(
      `all ${tried} have it; there was no time for the others`,
      `If one of the others has another access policy, in lessons that they organise: ${DOORS}`,
      "Step 6 gives it to the whole group of staff. Look in Teams PowerShell whether one of them was given a policy of their own.",
    );
  return red(
    `${others.length} of the ${tried} ${others.length === 1 ? "does" : "do"} not have it: ${others.map(({ name }) => name || "a person without a name").join(", ")}`,
    `In lessons that they organise: ${DOORS}`,
    POLICY_MEND,
  );
};

const testMeeting = async (look: Look): Promise<Finding> => {
  const { organiser } = look.found;
  if (organiser === undefined) throw new Error("no organiser was found");
  const now = look.now();
  try {
    const made = await makeTestMeeting(look.graph, {
      organiserId: organiser.id,
      subject: SUBJECT,
      from: now,
      to: addMs(now, LASTS_MS),
    });
    look.found.meeting = made;
    await look.platform.readOptions(made);
    return green("a meeting could be made and read; it is deleted again");
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "not-allowed")) throw error;
    return red("no meeting may be made or read", DOORS, POLICY_MEND);
  }
};

const meetingOf = ({ found }: Look) => {
  if (found.meeting === undefined) throw new Error("no meeting was made");
  return found.meeting;
};

const WANTED = {
  lobbyScope: "organizer",
  dialInBypass: false,
  mic: false,
  camera: false,
  chat: "disabled",
} as const;

/** What was asked and is not in force, by Teams' answer, read back. */
const notTaken = (seen: SeenOptions): readonly string[] =>
  Object.entries(WANTED).flatMap(([name, value]) =>
    seen[name as keyof typeof WANTED] === value ? [] : [name],
  );

const WORDS: Readonly<Record<string, string>> = {
  lobbyScope: "who waits in the lobby",
  dialInBypass: "callers by phone in the lobby",
  mic: "mics",
  camera: "cameras",
  chat: "chat",
};

const options = async (look: Look): Promise<Finding> => {
  const meeting = meetingOf(look);
  await look.platform.setOptions(meeting, WANTED, { breakoutRooms: false });
  const { options: seen, breakoutRooms } = await look.platform.readOptions(meeting);
  const stay = notTaken(seen);
  const policy = "admin.teams.microsoft.com, Meetings, Meeting policies, the policy of your staff";
  if (stay.length > 0)
    return red(
      `these stay as they were: ${stay.map((name) => WORDS[name]).join(", ")}`,
      DOORS,
      `${policy}: let organisers override the lobby settings. By cmdlet: Set-CsTeamsMeetingPolicy -AllowOrganizersToOverrideLobbySettings $true.`,
    );
  if (breakoutRooms === true)
    return amber(
      "breakout rooms stay on",
      "Lesson Guard does not see who is in a breakout room.",
      `${policy}: breakout rooms off. By cmdlet: Set-CsTeamsMeetingPolicy -AllowBreakoutRooms $false.`,
    );
  return green("lobby, mics, cameras, chat and breakout rooms could be set");
};

const NOT_IN = "Lesson Guard is in no lesson: it sees no one, and mutes and removes no one.";

const call = async (look: Look): Promise<Finding> => {
  const meeting = meetingOf(look);
  if (meeting.chatId === undefined)
    return {
      ...grey("not checked: Teams did not say which chat the meeting has"),
      means: NOT_IN,
      mend: "Check again in a minute.",
    };
  const { url, heard } = await insideOf(look).callBack();
  try {
    const { callId } = await look.platform.join({
      chatId: meeting.chatId,
      organiserId: meeting.organiserId,
      callbackUri: url,
    });
    look.found.call = { callId, heard };
    return green("Lesson Guard could join one");
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "not-allowed")) throw error;
    return red(
      `Graph let it join none (${reasonOf(error)})`,
      NOT_IN,
      "portal.azure.com, the bot, Channels, Microsoft Teams, Calling: enable it, with PUBLIC_URL and /api/calls as the webhook. The package must say supportsCalling.",
    );
  }
};

const HEARD_WITHIN_MS = 4_000;
const NOT_FOUND = "It does not find the meeting of a lesson, and protects none.";
const CHAT_READ = "the chat of the newest meeting could be read";

const callBack = async (look: Look): Promise<Finding> => {
  if (look.found.call === undefined) throw new Error("no call was made");
  return (await look.found.call.heard(HEARD_WITHIN_MS))
    ? green("Graph told it of the call, from outside")
    : red(
        `Graph did not tell it of the call within ${HEARD_WITHIN_MS / 1000} s`,
        "Lesson Guard learns late, or never, who joins a lesson.",
        "The address must be open to the internet for Microsoft, not to your network alone: look at the firewall, at PUBLIC_URL, and at the way to /api/calls.",
      );
};

/** After lessons no meeting may be left to look at: then what was seen in one before holds. */
const noChat = ({ chatRead }: Inside, says: string): Finding =>
  chatRead === undefined
    ? {
        ...grey(`not checked: ${says}`),
        means: NOT_FOUND,
        mend: "Step 4. Then open a meeting of a member of staff in Teams, add Lesson Guard under Apps, and check again.",
      }
    : green(`the chat of a meeting could be read on ${dayOf(chatRead)}`);

const chat = async (look: Look): Promise<Finding> => {
  const inside = insideOf(look);
  const id = await inside.chat();
  if (id === undefined) return noChat(inside, "no meeting has the app yet");
  try {
    const meeting = await look.platform.find({ chatId: id });
    return meeting === undefined
      ? noChat(inside, "the newest meeting is not in Teams any more")
      : green(CHAT_READ);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind === "gone") return noChat(inside, "the newest meeting is not in Teams any more");
    if (error.kind !== "not-allowed") throw error;
    // It got past the chat: whether we may reach the meetings of its organiser stands in another line.
    if (error.operation === "find meeting") return green(CHAT_READ);
    return red(
      "Lesson Guard may not look into the chat of the newest meeting",
      NOT_FOUND,
      "Step 4: pre-approve its permissions in chats: New-MgBetaTeamAppPreApproval. Then remove the app from that meeting, and add it again.",
    );
  }
};

/** The line of whether the chat of a meeting can be read. */
export const MEETING_CHAT = "meeting-chat";
const MEETINGS = "consent:OnlineMeetings.ReadWrite.All";

export const MEETING_CHECKS: readonly Check<Look>[] = [
  {
    id: "access-policy",
    name: "Access to the meetings of staff",
    step: "meetings",
    needs: ["graph", "group:staff", MEETINGS],
    look: accessPolicy,
  },
  { id: "meeting", name: "Test meeting", step: "meetings", needs: ["access-policy"], look: testMeeting },
  { id: "options", name: "Meeting options", step: "meetings", needs: ["meeting"], look: options },
  {
    id: "call",
    name: "Calls",
    needs: ["meeting", "address", "consent:Calls.JoinGroupCall.All", "consent:Calls.Initiate.All"],
    look: call,
  },
  { id: "call-back", name: "Calls, heard from outside", needs: ["call"], look: callBack },
  {
    id: MEETING_CHAT,
    name: "Meetings of chats",
    step: "staff",
    needs: ["teams", "graph", MEETINGS],
    look: chat,
  },
];

/** Takes away what was made to look at. @returns what could not be */
export const tidyUp = async ({ found, platform, graph }: Look): Promise<void> => {
  if (found.call !== undefined) await platform.leave(found.call.callId);
  if (found.meeting !== undefined) await deleteTestMeeting(graph, found.meeting);
};
