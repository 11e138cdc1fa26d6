// Prints every context of the packages that are named, as one JSON object; run by `preceptor collect-contexts`.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, ...names] = process.argv.slice(2);
const from = createRequire(`${modules}/`);
const found = {};
for (const name of names) {
  const loaded = await import(pathToFileURL(from.resolve(name)));
  const contexts = loaded.contexts ?? loaded.default.contexts;
  for (const [url, context] of contexts) found[url] = context;
}
process.stdout.write(JSON.stringify(found));
