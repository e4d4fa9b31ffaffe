import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RESOURCE_SPECIFIC } from "../../src/app/permissions.ts";
import { type Picture, readPng } from "./png.ts";

// What Microsoft asks of an app package beyond its schema: limits, names, icons, languages.

const FOLDER = join(import.meta.dirname, "../../appPackage");
const read = <Shape>(name: string): Shape => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Shape;
const picture = (name: string): Picture => readPng(readFileSync(join(FOLDER, name)));

type Named = { readonly name: string };
type Manifest = {
  readonly manifestVersion: string;
  readonly $schema: string;
  readonly developer: Readonly<Record<string, string>>;
  readonly name: { readonly short: string; readonly full: string };
  readonly description: { readonly short: string; readonly full: string };
  readonly accentColor: string;
  readonly icons: Readonly<Record<string, string>>;
  readonly localizationInfo: {
    readonly defaultLanguageTag: string;
    readonly additionalLanguages: readonly { readonly languageTag: string; readonly file: string }[];
  };
  readonly bots: readonly {
    readonly scopes: readonly string[];
    readonly supportsCalling: boolean;
    readonly isNotificationOnly: boolean;
    readonly commandLists: readonly {
      readonly commands: readonly { readonly title: string; readonly description: string }[];
    }[];
  }[];
  readonly configurableTabs?: readonly object[];
  readonly staticTabs: readonly (Named & {
    readonly entityId: string;
    readonly contentUrl: string;
    readonly websiteUrl: string;
    readonly scopes: readonly string[];
    readonly context?: readonly string[];
  })[];
  readonly validDomains: readonly string[];
  readonly authorization: {
    readonly permissions: { readonly resourceSpecific: readonly (Named & { readonly type: string })[] };
  };
  readonly activities: {
    readonly activityTypes: readonly {
      readonly type: string;
      readonly description: string;
      readonly templateText: string;
    }[];
  };
  readonly meetingExtensionDefinition: Readonly<Record<string, boolean>>;
  readonly defaultBlockUntilAdminAction: boolean;
  readonly defaultGroupCapability: Readonly<Record<string, string>>;
};

const manifest = read<Manifest>("manifest.json");
type Strings = Readonly<Record<string, string>>;
const LANGUAGES: readonly (readonly [string, Strings])[] = ["en-gb", "cy-gb"].map((tag) => [
  tag,
  read<Strings>(`${tag}.json`),
]);

/** The longest text that Teams takes at a place. */
const LONGEST: readonly (readonly [RegExp, number])[] = [
  [/^name\.short$/, 30],
  [/^name\.full$/, 100],
  [/^description\.short$/, 80],
  [/^description\.full$/, 4000],
  [/^staticTabs\[\d+\]\.name$/, 128],
  [/\.commands\[\d+\]\.title$/, 128],
  [/\.commands\[\d+\]\.description$/, 128],
  [/\.activityTypes\[\d+\]\.(description|templateText)$/, 128],
];

describe("what Microsoft asks of an app package beyond its schema", () => {
  it("is of one version, which its schema names too", () => {
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
  });

  it("is not called after Microsoft or Teams, nor as if it were not ready", () => {
    for (const name of [manifest.name.short, manifest.name.full])
      expect(name).not.toMatch(/\b(microsoft|teams|beta|dev|test|uat|preview)\b/i);
  });

  it("says in its description that an administrator must set it up, and is blocked until one does", () => {
    expect(manifest.description.full).toContain("An administrator must set it up");
    expect(manifest.defaultBlockUntilAdminAction).toBe(true);
  });

  it("has one bot, for teams, chats and people, that calls, answers, and lists the command to begin with", () => {
    expect(manifest.bots).toHaveLength(1);
    const [bot] = manifest.bots;
    // Join and leave events want team and groupChat, both, and in this spelling.
    expect(bot?.scopes.toSorted()).toEqual(["groupChat", "personal", "team"]);
    expect(bot).toMatchObject({ supportsCalling: true, isNotificationOnly: false });
    const lists = bot?.commandLists ?? [];
    expect(lists.length).toBeLessThanOrEqual(3);
    expect(lists.every(({ commands }) => commands.length <= 12)).toBe(true);
    expect(lists.flatMap(({ commands }) => commands.map(({ title }) => title))).toContain("help");
    expect(Object.keys(manifest.defaultGroupCapability).toSorted()).toEqual([
      "groupchat",
      "meetings",
      "team",
    ]);
  });

  it("has each tab once, on its own host alone, in places that Teams has", () => {
    const { staticTabs } = manifest;
    expect(staticTabs.length).toBeLessThanOrEqual(16);
    expect(new Set(staticTabs.map(({ entityId }) => entityId)).size).toBe(staticTabs.length);
    for (const { contentUrl, websiteUrl } of staticTabs) {
      expect(contentUrl).toMatch(/^https:\/\/\$\{\{BOT_DOMAIN\}\}\/[a-z-]+$/);
      expect(websiteUrl).toBe(contentUrl);
    }
    const meeting = staticTabs.filter(({ context }) => context !== undefined);
    expect(meeting.map(({ scopes }) => scopes)).toEqual([["groupChat"]]);
    // Phones show an app in a meeting only with all three.
    expect(meeting[0]?.context?.toSorted()).toEqual([
      "meetingChatTab",
      "meetingDetailsTab",
      "meetingSidePanel",
    ]);
    expect(manifest.validDomains).toEqual([`$${"{{BOT_DOMAIN}}"}`]);
  });

  it("keeps guests without an account out, and asks for nothing on the stage", () => {
    expect(manifest.meetingExtensionDefinition).toEqual({
      supportsStreaming: false,
      supportsCustomShareToStage: false,
      supportsAnonymousGuestUsers: false,
    });
  });

  it("asks for each permission of a meeting once, for 16 at most, and for those that the program names", () => {
    const asked = manifest.authorization.permissions.resourceSpecific;
    expect(asked.length).toBeLessThanOrEqual(16);
    expect(asked.map(({ name }) => name).toSorted()).toEqual(
      RESOURCE_SPECIFIC.map(({ name }) => name).toSorted(),
    );
    expect(new Set(asked.map(({ type }) => type))).toEqual(new Set(["Application"]));
  });

  it("has a colour for what stands around it, as six hexadecimal digits", () => {
    expect(manifest.accentColor).toMatch(/^#[0-9A-F]{6}$/);
  });
});

describe("the languages of the package", () => {
  it("are British English and Welsh, each with a file", () => {
    const { defaultLanguageTag, additionalLanguages } = manifest.localizationInfo;
    expect(defaultLanguageTag).toBe("en-gb");
    expect(additionalLanguages).toEqual([{ languageTag: "cy-gb", file: "cy-gb.json" }]);
  });

  it.each(LANGUAGES)("say in %s all that the manifest says, and nothing else", (_tag, strings) => {
    const [[, english] = ["", {}]] = LANGUAGES;
    expect(Object.keys(strings).toSorted()).toEqual(Object.keys(english).toSorted());
    const tabs = Object.keys(strings).filter((key) => key.startsWith("staticTabs"));
    expect(tabs).toHaveLength(manifest.staticTabs.length);
  });

  it.each(LANGUAGES)("keep in %s to the length that Teams takes", (_tag, strings) => {
    for (const [key, text] of Object.entries(strings).filter(([name]) => name !== "$schema")) {
      const longest = LONGEST.find(([place]) => place.test(key))?.[1] ?? 0;
      expect([key, text.length <= longest]).toEqual([key, true]);
      expect(text.trim()).toBe(text);
    }
  });

  it("differ in all that is not a name or a command", () => {
    const [[, english] = ["", {}], [, welsh] = ["", {}]] = LANGUAGES;
    const same = Object.keys(english).filter((key) => english[key] === welsh[key]);
    expect(same).toEqual([
      "$schema",
      "name.short",
      "staticTabs[0].name",
      "bots[0].commandLists[0].commands[0].title",
    ]);
  });
});

describe("the icons of the package", () => {
  const pixels = ({ width, height, at }: Picture) =>
    Array.from({ length: width * height }, (_, n) => at(n % width, Math.floor(n / width)));

  it("are the two that the manifest names", () => {
    expect(manifest.icons).toEqual({ color: "color.png", outline: "outline.png" });
  });

  it("have 192 pixels a side in colour, none of them to be seen through", () => {
    const icon = picture("color.png");
    expect([icon.width, icon.height]).toEqual([192, 192]);
    const all = pixels(icon);
    expect(all.filter(([, , , opaque]) => opaque !== 255)).toEqual([]);
    expect(new Set(all.map(String)).size).toBeGreaterThan(10);
  });

  it("have 32 pixels a side in outline, white on nothing, with room around", () => {
    const icon = picture("outline.png");
    expect([icon.width, icon.height]).toEqual([32, 32]);
    const drawn = pixels(icon).filter(([, , , opaque]) => opaque > 0);
    expect(drawn.length).toBeGreaterThan(50);
    expect(drawn.filter(([red, green, blue]) => Math.min(red, green, blue) < 250)).toEqual([]);
    for (const corner of [icon.at(0, 0), icon.at(31, 0), icon.at(0, 31), icon.at(31, 31)])
      expect(corner[3]).toBe(0);
  });
});
