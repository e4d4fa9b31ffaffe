import type { Changes } from "../changes.ts";
import { optionalRoles } from "../cloud/graph/roles.ts";
import { appInTeams } from "../school/app-package.ts";
import { groups, transitiveMembers, users } from "../school/groups.ts";
import { people } from "../school/people.ts";
import type { Person } from "../school/person.ts";
import { botId, tenantId } from "../school/tenant.ts";
import type { Switches } from "../switches.ts";
import { GLOBAL, STAFF_POLICY, usualMeetingPolicy } from "./meeting-policies.ts";
import type { AccessPolicy, MeetingPolicy, SetupPolicy, TenantApp, TenantView } from "./view.ts";

/** The name of the file that `npm run package` writes. */
export const PACKAGE_FILE = "lesson-guard.zip";

const SECRET_LASTS_MS = 180 * 24 * 60 * 60 * 1000;

type Around = {
  readonly switches: Switches;
  readonly changes: Changes;
  /** Every permission that the app's registration asks for. */
  readonly roles: readonly string[];
  /** The app gets into, or out of, the chat with a person. */
  readonly give: (person: Person, on: boolean) => Promise<void>;
  /** The app gets into the meetings that they organise. */
  readonly putIntoMeetingsOf: (organisers: readonly Person[]) => Promise<void>;
};

/** What an administrator of Microsoft 365 has set: in Entra, in the Teams admin centre, in PowerShell. */
export class Tenant {
  app: TenantApp | undefined;
  readonly meetingPolicies = new Map(
    ([GLOBAL, STAFF_POLICY] as const).map((name) => [name, usualMeetingPolicy()] as [string, MeetingPolicy]),
  );
  anonymousMayUseApps = true;
  /** The DSLs' team has the app. */
  inTeam = false;
  /** What the app may read in chats is approved for the organisation. */
  preApproved = false;
  readonly setupPolicies = new Map<string, SetupPolicy>();
  readonly accessPolicies = new Map<string, AccessPolicy>();
  readonly removalAppIds = new Set<string>();
  /** Exchange: whether it knows the app, and its scopes of mailboxes. */
  readonly exchange = { knowsApp: false, scopes: [] as string[] };
  readonly #secretEnds = new Date(Date.now() + SECRET_LASTS_MS).toISOString().slice(0, 10);
  readonly #around: Around;
  /** What the app registration asks for. */
  readonly #asked: Set<string>;

  constructor(around: Around, bare: boolean) {
    this.#around = around;
    this.#asked = new Set(around.roles.filter((role) => !bare || !optionalRoles.includes(role)));
    if (!bare) this.#allSetUp();
  }

  /** As the practice school has it unless it is bare. */
  #allSetUp(): void {
    const [staff = "", dsl = "", head = "", admins = ""] = FOUR.map((name) => idOf(name));
    const four = [staff, dsl, head, admins];
    this.app = { version: appVersion, blocked: false, availableTo: four, installedFor: four };
    this.setupPolicies.set(POLICY, { installed: true, inMeetings: true, groups: [staff] });
    this.accessPolicies.set(POLICY, { appIds: [botId], groups: [staff] });
    this.removalAppIds.add(botId);
    this.anonymousMayUseApps = false;
    this.inTeam = true;
  }

  /** Add a permission: the registration asks for it from now on, and an administrator has yet to consent. */
  addPermission(name: string): void {
    if (!this.#around.roles.includes(name)) throw new NotInTenant(`Lesson Guard has no use for ${name}.`);
    this.#asked.add(name);
    this.#around.changes.mark();
  }

  /** @param roles all that the registration asks for, unless said */
  consent(roles: readonly string[] = [...this.#asked]): void {
    const { switches, changes } = this.#around;
    switches.revokedRoles = switches.revokedRoles.filter((role) => !roles.includes(role));
    changes.mark();
  }

  /** @throws what the Teams admin centre says */
  upload(): void {
    if (this.app !== undefined)
      throw new NotInTenant("An app with this id is in the catalogue already: use Update.");
    this.app = { version: appVersion, blocked: true, availableTo: [], installedFor: [] };
    this.#around.changes.mark();
  }

  /** @throws where it has not been uploaded */
  block(blocked: boolean): void {
    this.#known().blocked = blocked;
    // A tenant's block reaches what the bot sends, too.
    this.#around.switches.appBlocked = blocked;
    this.#around.changes.mark();
  }

  /** Who may have it. @throws where it has not been uploaded, or there is no such group */
  assign(ids: readonly string[]): void {
    const app = this.#known();
    app.availableTo = [...new Set([...app.availableTo, ...ids.map(known)])];
    this.#around.changes.mark();
  }

  /** Teams puts it into the chats of these people. @throws where they may not have it */
  async installFor(ids: readonly string[]): Promise<void> {
    const app = this.#known();
    if (app.blocked) throw new NotInTenant("The app is blocked.");
    for (const id of ids)
      if (!app.availableTo.includes(known(id)))
        throw new NotInTenant(`The app is not available to the group ${nameOf(id)}.`);
    app.installedFor = [...new Set([...app.installedFor, ...ids])];
    await this.#giveTo(ids);
  }

  /** @throws where there is one of this name, or the app has not been uploaded */
  makeSetupPolicy(name: string, policy: Pick<SetupPolicy, "installed" | "inMeetings">): void {
    this.#known();
    this.setupPolicies.set(name, { ...policy, groups: this.setupPolicies.get(name)?.groups ?? [] });
    this.#around.changes.mark();
  }

  /** @throws where there is no such policy or group */
  async grantSetupPolicy(name: string, group: string): Promise<void> {
    const policy = this.setupPolicies.get(name);
    if (policy === undefined) throw new NotInTenant(`Policy "${name}" is not a user policy of this tenant.`);
    granted(this.setupPolicies.values(), policy, known(group));
    if (policy.installed) await this.#giveTo([group]);
    if (policy.inMeetings) await this.#around.putIntoMeetingsOf(membersOf([group]).filter(this.mayHave));
  }

  /** @throws where there is one of this name */
  makeAccessPolicy(name: string, appIds: readonly string[]): void {
    if (this.accessPolicies.has(name)) throw new NotInTenant(`The policy "${name}" already exists.`);
    this.accessPolicies.set(name, { appIds: [...appIds], groups: [] });
  }

  /** @throws where there is no such policy or group */
  grantAccessPolicy(name: string, group: string): void {
    const policy = this.#accessPolicy(name);
    granted(this.accessPolicies.values(), policy, known(group));
    this.#followAccess();
  }

  /** @throws where there is no such policy */
  addToAccessPolicy(name: string, appId: string): void {
    const policy = this.#accessPolicy(name);
    policy.appIds = [...new Set([...policy.appIds, appId])];
    this.#followAccess();
  }

  /** Names of the policies of a type that were given to a group. @throws where there is no such group */
  policiesOf(group: string, type: string): readonly string[] {
    if (type === "TeamsMeetingPolicy") return known(group) === idOf("All staff") ? [STAFF_POLICY] : [];
    const all: readonly (readonly [string, { readonly groups: readonly string[] }])[] =
      type === "ApplicationAccessPolicy" ? [...this.accessPolicies] : [...this.setupPolicies];
    return all.flatMap(([name, { groups: ids }]) => (ids.includes(known(group)) ? [name] : []));
  }

  allowRemoval(appId: string): void {
    this.removalAppIds.add(appId);
    this.#around.switches.removeParticipant = this.removalAppIds.has(botId);
    this.#around.changes.mark();
  }

  /** Of staff alone, or of everyone. */
  openCalendars(of: "staff" | "all"): void {
    const { switches, changes } = this.#around;
    switches.calendars = of;
    changes.mark();
  }

  /** @throws where there is no such policy */
  meetingPolicy(name: string): MeetingPolicy {
    const policy = this.meetingPolicies.get(name);
    if (policy === undefined) throw new NotInTenant(`There is no meeting policy "${name}".`);
    return policy;
  }

  setMeetingPolicy(name: string, change: Partial<MeetingPolicy>): void {
    this.meetingPolicies.set(name, { ...this.meetingPolicy(name), ...change });
    const { AllowOrganizersToOverrideLobbySettings: mayOverride } = change;
    if (name === STAFF_POLICY && mayOverride !== undefined)
      this.#around.switches.lobbyCanBeSet = mayOverride === "True";
    this.#around.changes.mark();
  }

  setAnonymousApps(allowed: boolean): void {
    this.anonymousMayUseApps = allowed;
    this.#around.changes.mark();
  }

  /** @throws where Teams offers it to no one */
  mayBeAdded(): void {
    if (this.app === undefined || this.app.blocked)
      throw new NotInTenant("Teams does not offer Lesson Guard here.");
  }

  /** @throws where Teams offers it to no one */
  addToTeam(): void {
    this.mayBeAdded();
    this.inTeam = true;
    this.#around.changes.mark();
  }

  /** They find it in Teams, under Apps, and may add it themselves. */
  readonly mayHave = (person: Person): boolean =>
    this.app !== undefined &&
    !this.app.blocked &&
    membersOf(this.app.availableTo).some(({ id }) => id === person.id);

  get view(): TenantView {
    const { switches, roles } = this.#around;
    return {
      tenantId,
      botId,
      secretEnds: this.#secretEnds,
      permissions: roles.map((name) => {
        const given = !switches.revokedRoles.includes(name);
        return { name, given, asked: given || this.#asked.has(name) };
      }),
      app: this.app === undefined ? null : { ...this.app, id: appInTeams.id },
      groups: groups.map(({ id, displayName }) => ({
        id,
        name: displayName,
        members: namesIn(id),
      })),
      setupPolicies: [...this.setupPolicies].map(([name, policy]) => ({ name, ...policy })),
      accessPolicies: [...this.accessPolicies].map(([name, policy]) => ({ name, ...policy })),
      mayRemove: this.removalAppIds.has(botId),
      anonymousMayUseApps: this.anonymousMayUseApps,
      inTeam: this.inTeam,
      meetingPolicies: [...this.meetingPolicies].map(([name, settings]) => ({ name, settings })),
      mayAdd: people.filter(this.mayHave).map(({ id }) => id),
    };
  }

  #accessPolicy(name: string): AccessPolicy {
    const policy = this.accessPolicies.get(name);
    if (policy === undefined) throw new NotInTenant(`Policy "${name}" is not a user policy of this tenant.`);
    return policy;
  }

  #followAccess(): void {
    const { switches, changes } = this.#around;
    const reached = [...this.accessPolicies.values()].filter(({ appIds }) => appIds.includes(botId));
    const members = new Set(reached.flatMap(({ groups: ids }) => ids.flatMap((id) => transitiveMembers(id))));
    switches.applicationAccessPolicy = members.size > 0;
    switches.withoutAccessPolicy = users.map(({ id }) => id).filter((id) => !members.has(id));
    changes.mark();
  }

  async #giveTo(ids: readonly string[]): Promise<void> {
    for (const person of membersOf(ids).filter(this.mayHave)) await this.#around.give(person, true);
    this.#around.changes.mark();
  }

  #known(): TenantApp {
    if (this.app === undefined) throw new NotInTenant("Lesson Guard is not in the catalogue yet.");
    return this.app;
  }
}

/** A group has one policy of a type: the newest takes the place of the one before. */
const granted = (
  all: Iterable<{ groups: readonly string[] }>,
  policy: { groups: readonly string[] },
  group: string,
): void => {
  for (const other of all) other.groups = other.groups.filter((one) => one !== group);
  policy.groups = [...policy.groups, group];
};

/** Microsoft 365 refuses it, in words for the person. */
export class NotInTenant extends Error {
  override readonly name = "NotInTenant";
}

const POLICY = "Lesson Guard";
const FOUR = ["All staff", "Safeguarding leads", "Headteacher", "Lesson Guard administrators"];
const appVersion = "1.0.0";

const idOf = (name: string): string => groups.find(({ displayName }) => displayName === name)?.id ?? "";
const nameOf = (id: string): string => groups.find((group) => group.id === id)?.displayName ?? id;
const namesIn = (id: string): readonly string[] =>
  transitiveMembers(id).flatMap((member) => users.find((user) => user.id === member)?.displayName ?? []);

/** @throws where there is no group with this object id */
const known = (id: string): string => {
  const wanted = id.toLowerCase();
  if (!groups.some((group) => group.id === wanted))
    throw new NotInTenant(`Resource '${id}' does not exist: there is no group with this id.`);
  return wanted;
};

/** People of practice in these groups, each once. */
const membersOf = (ids: readonly string[]): readonly Person[] => {
  const inside = new Set(ids.flatMap((id) => transitiveMembers(id)));
  return people.filter(({ account }) => account !== undefined && inside.has(account.objectId));
};
