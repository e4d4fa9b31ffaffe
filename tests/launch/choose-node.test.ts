import { cacheFolder } from "../../src/launch/cache-folder.mjs";
import { isNewEnough, pinnedNodeFor } from "../../src/launch/pinned-node.mjs";

describe("the launcher chooses a Node", () => {
  it.each(["22.18.0", "22.23.2", "23.6.0", "24.0.0", "24.21.0", "26.10.0"])(
    "keeps the installed Node %s",
    (version) => {
      expect(isNewEnough(version)).toBe(true);
    },
  );

  it.each(["14.21.3", "20.20.2", "22.17.9", "23.5.0"])("does not run on Node %s", (version) => {
    expect(isNewEnough(version)).toBe(false);
  });

  it.each([
    ["linux", "x64"],
    ["linux", "arm64"],
    ["darwin", "x64"],
    ["darwin", "arm64"],
    ["win32", "x64"],
  ])("pins a new enough Node with its checksum for %s on %s", (platform, arch) => {
    const pin = pinnedNodeFor({ platform, arch, glibc: true });
    expect(pin).toBeDefined();
    expect(isNewEnough(pin?.version ?? "0")).toBe(true);
    expect(pin?.integrity).toMatch(/^sha512-[\w+/]{86}==$/);
  });

  it.each([
    { platform: "freebsd", arch: "x64", glibc: false },
    { platform: "linux", arch: "ia32", glibc: true },
    { platform: "linux", arch: "x64", glibc: false },
    { platform: "win32", arch: "arm64", glibc: false },
  ])("has none for $platform on $arch (glibc: $glibc)", (machine) => {
    expect(pinnedNodeFor(machine)).toBeUndefined();
  });

  it("keeps the copy outside the project, where the platform keeps such things", () => {
    expect(cacheFolder({ env: { XDG_CACHE_HOME: "/var/cache/me" }, platform: "linux" })).toBe(
      "/var/cache/me/lesson-guard/node",
    );
    expect(cacheFolder({ env: {}, platform: "darwin" })).toMatch(/\.cache\/lesson-guard\/node$/);
    expect(cacheFolder({ env: { LOCALAPPDATA: "/local" }, platform: "win32" })).toContain("lesson-guard");
  });
});
