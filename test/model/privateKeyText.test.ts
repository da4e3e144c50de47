import { generateKeyPairSync } from "node:crypto";
import { parsePrivateKey } from "sshpk";
import { readPrivateKey } from "../../provider/src/model/privateKey";
import { asPem, asSshPrivateKey } from "../../provider/src/model/privateKeyForm";
import { newSshKey } from "../support/sshKey";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = rsa.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const openSsh = parsePrivateKey(pem, "pem").toString("openssh");
const ed25519 = newSshKey();

/** The forms in which CI systems hand a file over in a variable. */
const forms: [string, (file: string) => string][] = [
  ["the file", (file) => file],
  ["without the last line end", (file) => file.trimEnd()],
  ["literal \\n", (file) => file.replaceAll("\n", "\\n")],
  ["literal \\\\n", (file) => file.replaceAll("\n", "\\\\n")],
  ["literal \\r\\n", (file) => file.replaceAll("\n", "\\r\\n")],
  ["JSON", (file) => JSON.stringify(file)],
  ["literal \\\\\\\\n", (file) => file.replaceAll("\n", "\\\\\\\\n")],
  ["JSON with its slashes escaped", (file) => JSON.stringify(file).replaceAll("/", "\\/")],
  ["JSON with its plus signs escaped", (file) => JSON.stringify(file).replaceAll("+", "\\u002B")],
  ["escaped for a URL", (file) => encodeURIComponent(file)],
  ["escaped for a form", (file) => new URLSearchParams({ key: file }).toString().slice("key=".length)],
  ["escaped for a page", (file) => file.replaceAll("+", "&#43;").replaceAll("\n", "&#10;")],
  ["bytes in hex for its line ends", (file) => file.replaceAll("\n", "\\x0a")],
  ["literal \\t before its lines", (file) => file.replaceAll("\n", "\\n\\t")],
  ["blanks that do not break, as pages have them", (file) => file.replaceAll(" ", "\u00a0")],
  ["lines that go on", (file) => file.replaceAll("\n", "\\\n")],
  ["what is not seen in between", (file) => file.replaceAll("\n", "\u200b\n")],
  ["indented as in YAML", (file) => file.replaceAll(/^/gm, "    ")],
  ["tabs before it", (file) => file.replaceAll(/^/gm, "\t\t")],
  ["blanks for line ends", (file) => file.replaceAll("\n", " ")],
  ["no line ends at all", (file) => file.replaceAll("\n", "")],
  ["base64 of the file", (file) => Buffer.from(file).toString("base64")],
  ["base64 with line ends", (file) => Buffer.from(file).toString("base64").replaceAll(/.{76}/g, "$&\n")],
  [
    "base64 with literal \\n for its line ends",
    (file) => Buffer.from(file).toString("base64").replaceAll(/.{76}/g, "$&\\n"),
  ],
  ["a file in UTF-16", (file) => Buffer.from(`\uFEFF${file}`, "utf16le").toString("utf8")],
  ["base64 of a file in UTF-16", (file) => Buffer.from(`\uFEFF${file}`, "utf16le").toString("base64")],
  ["base64url", (file) => Buffer.from(file).toString("base64url")],
  [
    "base64 of the file with the line ends of Windows",
    (file) => Buffer.from(file.replaceAll("\n", "\r\n")).toString("base64"),
  ],
  ["line ends of Windows", (file) => file.replaceAll("\n", "\r\n")],
  ["line ends of old Macs", (file) => file.replaceAll("\n", "\r")],
  ["a byte order mark", (file) => `\uFEFF${file}`],
  ["both", (file) => `\uFEFF${file.replaceAll("\n", "\r\n")}`],
  ["text around it", (file) => `Bag Attributes\n  friendlyName: x\n${file}\nbye\n`],
  [
    "EC parameters before it",
    (file) => `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${file}`,
  ],
];

describe.each([
  ["RSA in PEM", pem, parsePrivateKey(pem, "pem").toPublic().toString("ssh").split(" ").slice(0, 2).join(" ")],
  [
    "RSA in OpenSSH's own form",
    openSsh,
    parsePrivateKey(pem, "pem").toPublic().toString("ssh").split(" ").slice(0, 2).join(" "),
  ],
  ["Ed25519", ed25519.privateKey, ed25519.publicKey],
])("%s", (_, file, publicKey) => {
  test.each(forms)("%s is accepted, and used as the file would be", (_form, write) => {
    const read = readPrivateKey(write(file));

    expect(read).toMatchObject({ publicKey });
    const { privateKey } = read as { privateKey: string };
    expect(privateKey.replaceAll(/\s/g, "")).toBe(file.replaceAll(/\s/g, ""));
    expect(privateKey).toMatch(/^-----BEGIN [A-Z ]+-----\n([A-Za-z0-9+/=]{1,76}\n)+-----END [A-Z ]+-----\n?$/);
    expect(asPem(write(file))).toBe(asPem(privateKey));
    expect(asSshPrivateKey(write(file))).toMatch(/^-----BEGIN [A-Z ]+-----\n[^]*-----END [A-Z ]+-----\n?$/);
  });
});

const encryptedPem = rsa.privateKey
  .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "canary" })
  .toString();
const legacyEncrypted = pem.replace("-----\n", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n");
const encryptedOpenSsh = `-----BEGIN OPENSSH PRIVATE KEY-----\n${Buffer.from(
  `openssh-key-v1\0\0\0\0\naes256-ctr\0\0\0\u0006bcrypt${"x".repeat(200)}`,
  "latin1",
).toString("base64")}\n-----END OPENSSH PRIVATE KEY-----\n`;
const publicPem = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();

test.each([
  ["nothing", "", /is empty/],
  ["blanks", " \n\t", /is empty/],
  ["a password", "canary-hunter2", /no private key: there is no BEGIN line/],
  ["a path", "/home/canary/.ssh/id_rsa", /the path of a file; give the path as privateKeyFile/],
  ["a path from home", "~/canary/id_ed25519", /the path of a file/],
  ["a path of Windows", "C:\\canary\\key.pem", /the path of a file/],
  ["a relative path", "canary/ops.pem", /the path of a file/],
  ["a relative path without an ending", "canary/ops", /the path of a file/],
  ["a public key", `${ed25519.publicKey} canary`, /holds a public key/],
  ["a public key in PEM", publicPem, /holds a public key/],
  ["a public key in base64", Buffer.from(publicPem).toString("base64"), /holds a public key/],
  ["a public key of RFC 4716", "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----", /a public key/],
  ["a certificate", "-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----", /a certificate/],
  [
    "a key of PuTTY",
    "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\ncanary",
    /puttygen <file> -O private-openssh/,
  ],
  ["an encrypted key", encryptedPem, /encrypted with a passphrase[^]*ssh-keygen -p -f <copy>/],
  ["an encrypted key with literal \\n", encryptedPem.replaceAll("\n", "\\n"), /encrypted with a passphrase/],
  ["an encrypted key of old", legacyEncrypted, /encrypted with a passphrase/],
  ["an encrypted key of OpenSSH", encryptedOpenSsh, /encrypted with a passphrase/],
  ["a key without its end", pem.slice(0, 400), /cut off: its END line is missing/],
  ["a key without its middle", `${pem.slice(0, 400)}\n-----END RSA PRIVATE KEY-----\n`, /cut off or damaged/],
  [
    "an OpenSSH key without its middle",
    `${openSsh.slice(0, 400)}\n-----END OPENSSH PRIVATE KEY-----`,
    /cut off or damaged/,
  ],
  ["a key with something in it", pem.replace("\n", "\n*canary*"), /damaged/],
  ["a long text", "x".repeat(70_000), /too long/],
])("%s is called what it is, and none of it is repeated", (_, text, fault) => {
  const read = readPrivateKey(text);

  expect(read).toEqual({ fault: expect.stringMatching(fault) as string });
  expect(JSON.stringify(read)).not.toContain("canary");
});

test("a hostile text takes time in proportion to its length only", () => {
  const parts = [
    "-----BEGIN ",
    "-----BEGIN A-----",
    "\\",
    "\\n",
    "A",
    " ",
    "-----BEGIN PRIVATE KEY-----\n",
    "~/",
    "ssh-",
  ];
  for (const part of parts) {
    expect(readPrivateKey(part.repeat(Math.floor(65_536 / part.length)))).toHaveProperty("fault");
  }
});
