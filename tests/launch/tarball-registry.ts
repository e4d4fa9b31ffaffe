import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

export type TarballRegistry = {
  readonly url: string;
  /** How often the tarball itself was asked for. */
  readonly downloads: () => number;
  /** Serves a tarball with other bytes than the package page promises. */
  readonly damage: () => void;
  readonly close: () => Promise<void>;
};

/**
 * A loopback npm registry that carries one version of one package with one program in it.
 *
 * @returns the registry and the integrity of its tarball
 */
export const startTarballRegistry = async (
  name: string,
  version: string,
  program: string,
): Promise<{ registry: TarballRegistry; integrity: string }> => {
  const manifest = JSON.stringify({ name, version });
  let tarball = gzipSync(
    Buffer.concat([entry("package/package.json", manifest), entry("package/bin/node", program), end()]),
  );
  const integrity = sha512(tarball);
  let downloads = 0;
  const server = createServer((request, response) => {
    if (request.url === `/${name}`) {
      const dist = { tarball: `${url}/${name}.tgz`, integrity: sha512(tarball) };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          name,
          "dist-tags": { latest: version },
          versions: { [version]: { name, version, dist } },
        }),
      );
    } else if (request.url === `/${name}.tgz`) {
      downloads += 1;
      response.end(tarball);
    } else {
      response.statusCode = 404;
      response.end("{}");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const registry: TarballRegistry = {
    url,
    downloads: () => downloads,
    damage: () => {
      tarball = gzipSync(Buffer.concat([entry("package/bin/node", `${program}# changed\n`), end()]));
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return { registry, integrity };
};

const sha512 = (bytes: Buffer): string => `sha512-${createHash("sha512").update(bytes).digest("base64")}`;

const entry = (path: string, text: string): Buffer => {
  const body = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write("0000755\0", 100);
  header.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("        0ustar\0", 148);
  header.write("00", 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
};

const end = (): Buffer => Buffer.alloc(1024);
