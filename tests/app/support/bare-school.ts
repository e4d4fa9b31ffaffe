import { GRAPH } from "../../../src/app/permissions.ts";
import type { SetUpView } from "../../../src/app/set-up/view.ts";
import type { PracticeState } from "../../../src/practice/control/shapes.ts";
import { groupId } from "../../../src/practice/school/groups.ts";
import type { InProcess } from "../../support/in-process.ts";

/** What the administrator chooses in step 3. */
export const CHOSEN = {
  name: "Oakfield Primary School",
  phone: "01632 960123",
  groups: {
    staff: groupId("staff"),
    dsl: groupId("dsl"),
    headteacher: groupId("headteacher"),
    administrators: groupId("administrators"),
  },
};

/** What only some schools use was not asked for, and not given. */
export const expectOnlyWhatAllNeed = ({ permissions }: Pick<PracticeState["tenant"], "permissions">): void =>
  expect(permissions.filter(({ given }) => given).map(({ name }) => name)).toEqual(
    GRAPH.flatMap(({ name, onlyWith }) => (onlyWith === undefined ? [name] : [])),
  );

/** The message of a rehearsal: neither who pressed nor any other DSL who finds it later is asked. */
export const expectNoMoreAsking = ({ chats }: Pick<PracticeState, "chats">): void => {
  const left = chats
    .flatMap(({ messages }) => messages)
    .filter(({ summary }) => summary.startsWith("Rehearsal"))
    .map(({ card }) => JSON.stringify(card));
  expect(left.length).toBeGreaterThan(0);
  for (const one of left) {
    expect(one).toContain("The rehearsal is over.");
    expect(one).not.toContain("I have seen it");
  }
};

/** What was saved is looked at by itself: the look before it is not shown any more, and nothing has to be pressed. */
export const expectLookedAgain = async (
  practice: Pick<InProcess["practice"], "until">,
  view: () => Promise<SetUpView>,
): Promise<void> => {
  expect(await view()).toMatchObject({ changed: true, looking: true, ready: false });
  const { steps } = await practice.until(
    "what was saved is looked at",
    async () => {
      const now = await view();
      return now.changed === undefined && now;
    },
    60_000,
  );
  expect(JSON.stringify(steps)).not.toContain("no group is chosen");
};

/** What was made to look, to try and to rehearse is away again. */
export const expectNothingLeft = async (practice: Pick<InProcess["practice"], "ledger">): Promise<void> => {
  const requests = (await practice.ledger()).map(({ operation, status }) => `${operation} ${status}`);
  const many = (one: string) => requests.filter((request) => request === one).length;
  expect(many("graph.onlineMeeting.delete 204")).toBe(many("graph.onlineMeeting.create 201"));
  expect(many("graph.call.hangUp 204")).toBe(many("graph.call.join 201"));
};

/** Steps of which only a part can be seen say which, and how many people have the app. */
export const expectSeenInPart = ({ steps }: SetUpView, staff: number): void =>
  expect(steps.flatMap(({ id, stateSays }) => (stateSays ? [`${id}: ${stateSays}`] : []))).toEqual([
    expect.stringMatching(
      new RegExp(
        `^staff: Staff: all ${staff} people have the app\\. Who else may have it cannot be read: looked at by Mr R Khan on `,
      ),
    ),
    expect.stringMatching(
      /^removal: Removing people: a guest was removed in the rehearsal on .*\. The meeting policy cannot be read: looked at by Mr R Khan on .*, the policy “Educators”$/,
    ),
  ]);

/** The policy that staff have, and not that of everybody else. */
export const POLICY_OF_STAFF_CLOSED = [
  { name: "Global", settings: { AutoAdmittedUsers: "EveryoneInCompany" } },
  {
    name: "Educators",
    settings: { AutoAdmittedUsers: "OrganizerOnly", AllowAnonymousUsersToStartMeeting: "False" },
  },
];

/** The DSL presses the message of a rehearsal, which a person who is no DSL cannot do for them. */
export const pressTheMessage = async (
  practice: InProcess["practice"],
  meeting: string,
  view: () => Promise<SetUpView>,
): Promise<void> => {
  const chat = await practice.until("the DSL has the message", async () => {
    const found = (await practice.state()).chats.find(({ kind, of }) => kind === "private" && of === "lowe");
    return found?.messages.find(({ summary }) => summary.startsWith("Rehearsal"));
  });
  // A person who is no DSL cannot say it for them.
  const data = { school: "school", meeting: meeting };
  await practice.press({ person: "okafor", message: chat.id, action: "see-rehearsal", data });
  expect((await view()).rehearsal?.over).toBeUndefined();
  const card = JSON.stringify(chat.card);
  const own = JSON.parse(/"data":(\{[^}]*\})/.exec(card)?.[1] ?? "{}") as Record<string, string>;
  const pressed = await practice.press({
    person: "lowe",
    message: chat.id,
    action: "see-rehearsal",
    data: own,
  });
  expect(JSON.stringify(pressed.body)).toContain("you have seen this message");
};
