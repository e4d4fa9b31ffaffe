// Tells the launcher's tests how it was started; the type below proves that TypeScript ran.
const [what = "", code = "0"]: string[] = process.argv.slice(2);

if (what === "exit") {
  process.exit(Number(code));
} else if (what === "wait") {
  process.once("SIGTERM", () => process.exit(5));
  setInterval(() => undefined, 1000);
  console.log("waiting");
} else if (what === "path") {
  console.log(
    JSON.stringify({ version: process.versions.node, path: process.env["PATH"]?.split(":")[0] ?? "" }),
  );
} else {
  console.log(
    JSON.stringify({
      version: process.versions.node,
      args: process.argv.slice(2),
      script: process.argv[1],
    }),
  );
}
