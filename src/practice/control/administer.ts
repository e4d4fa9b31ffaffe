import { NotStarted } from "../app/application.ts";
import { privateChatId } from "../chat/chats.ts";
import { NotAllowed } from "../meeting/room.ts";
import { findPerson } from "../school/people.ts";
import { dslTeam } from "../school/tenant.ts";
import { NotInTenant } from "../tenant/tenant.ts";
import type { World } from "../world.ts";
import { install } from "./do-chat.ts";
import type { TenantOrder } from "./orders.ts";

/**
 * Carries out what an administrator does outside Lesson Guard.
 *
 * @returns of PowerShell, what its window shows
 * @throws NotInTenant or NotAllowed, in the words that the person would read
 */
export const administer = async (order: TenantOrder, world: World): Promise<{ readonly shown: string }> => {
  const shown = (await done(order, world)) ?? "";
  world.changes.mark();
  return { shown };
};

const done = async (order: TenantOrder, world: World): Promise<string | undefined> => {
  const { tenant } = world;
  switch (order.do) {
    case "consent":
      tenant.consent();
      return undefined;
    case "addPermission":
      tenant.addPermission(order.name);
      return undefined;
    case "upload":
      tenant.upload();
      return undefined;
    case "assign":
      tenant.assign(order.groups);
      return undefined;
    case "block":
      tenant.block(order.on);
      return undefined;
    case "setupPolicy":
      tenant.makeSetupPolicy(order.name, order);
      return undefined;
    case "grantSetupPolicy":
      await tenant.grantSetupPolicy(order.name, order.group);
      return undefined;
    case "anonymousApps":
      tenant.setAnonymousApps(order.on);
      return undefined;
    case "meetingPolicy":
      tenant.setMeetingPolicy(order.name, order.policy);
      return undefined;
    case "add":
      await add(order.person, world);
      return undefined;
    case "addToTeam":
      tenant.addToTeam();
      return undefined;
    case "addTo":
      await addTo(order.conversation, world);
      return undefined;
    case "powerShell":
      return world.powerShell.run(order.text);
    case "server":
      await saved(order.settings, world);
      return undefined;
  }
};

const add = async (id: string, world: World): Promise<void> => {
  const person = findPerson(id);
  if (!person?.account || !world.tenant.mayHave(person))
    throw new NotInTenant("Teams does not offer Lesson Guard to this person.");
  await install({ conversation: privateChatId(person), on: true }, world);
};

const addTo = async (conversation: string, world: World): Promise<void> => {
  const { tenant } = world;
  tenant.mayBeAdded();
  if (conversation === dslTeam.channelId && !tenant.inTeam)
    throw new NotInTenant("A channel has only apps that its team has: add Lesson Guard to the team first.");
  await install({ conversation, on: true }, world);
};

/** A server that is left without its program is no use here: what it had is put back, and its own words are shown. */
const saved = async (
  settings: Readonly<Partial<Record<string, string>>>,
  { application }: World,
): Promise<void> => {
  if (application === undefined) throw new NotAllowed("The application is not run by practice here.");
  const { environment } = application;
  const before = Object.fromEntries(Object.keys(settings).map((name) => [name, environment[name] ?? ""]));
  await application.stop();
  application.set(settings);
  try {
    await application.start();
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    await application.stop();
    application.set(before);
    await application.start();
    throw new NotAllowed(
      `Not saved. Lesson Guard did not start with this: ${sentencesIn(error.said)} It runs again with what was there before.`,
    );
  }
};

/** What a program says to people on its way out; what it logs are lines of JSON. */
const sentencesIn = (said: string): string =>
  said
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("{"))
    .join(" ");
