import fc from "fast-check";
import { KnownSecrets } from "../../../provider/src/diagnostics/secrets/knownSecrets";
import { secretWritings } from "../../support/secretWritings";

const pem = [
  "-----BEGIN RSA PRIVATE KEY-----",
  "MIIEowIBAAKCAQEAcanarycanarycanarycanarycanarycanarycanarycanary",
  "Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9v",
  "-----END RSA PRIVATE KEY-----",
  "",
].join("\n");
const password = 'S3cret/"pass word"+<&äé!';

function redact(text: string, secrets: readonly string[]): string {
  return new KnownSecrets(secrets).redact(text);
}

test.each(Object.entries(secretWritings(password)))("removes a secret that comes back %s", (_name, echo) => {
  const shown = redact(`before ${echo} after`, [password]);

  expect(shown).not.toContain(echo);
  // Neighbours that are encoded along with a secret do not give it away, nor do the quotes around it.
  expect(shown).toMatch(/^before \S{0,12}\[removed\]\S{0,12} after$/);
});

test.each(Object.entries(secretWritings(password)))(
  "removes a secret that comes back %s and cut off",
  (_name, echo) => {
    for (let length = echo.length - 1; length > echo.length / 2; length -= 1) {
      const kept = redact(`before ${echo.slice(0, length)}...`, [password]).replace("before ", "");
      expect(kept).toContain("[removed]");
      expect(kept.replace("[removed]", "").length).toBeLessThan(20);
    }
  },
);

test("any secret in any writing leaves no 8 of its characters in a row", () => {
  const secret = fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(secret, fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (value, before, after) => {
      const known = new KnownSecrets([value]);
      Object.values(secretWritings(value)).forEach((writing) => {
        const shown = known.redact(`${before} ${writing} ${after}`);
        for (let at = 0; at + 8 <= writing.length; at += 1) {
          const part = writing.slice(at, at + 8);
          if (value.includes(part) && !`${before} ${after}[removed]`.includes(part)) {
            expect(shown).not.toContain(part);
          }
        }
      });
    }),
    { numRuns: 200 },
  );
});

test("removes a private key whole, by the line, as JSON, in base64 and in hex", () => {
  const lines = pem.split("\n");
  const echoes = [pem, JSON.stringify({ key: pem }), `line ${lines[2] ?? ""}`, pem.slice(0, 90), pem.slice(60)];
  for (const echo of echoes) {
    expect(redact(`invalid key: ${echo}`, [pem])).not.toMatch(/canary|Zm9vYmFy/);
  }
  for (const encoding of ["base64", "hex"] as const) {
    const echo = Buffer.from(`{"key":"${pem}`).toString(encoding);
    expect(redact(`invalid key: ${echo}`, [pem]).length).toBeLessThan(60);
  }
});

test("removes keys, token headers and what was signed although it does not know them", () => {
  expect(redact(`invalid key: ${pem}.`, [])).toBe("invalid key: [removed]\n.");
  expect(redact(`in base64: ${Buffer.from(pem).toString("base64")}.`, [])).toBe("in base64: [removed].");
  expect(redact("bad header X-Auth-Token: abc123|x", [])).toBe("bad header X-Auth-Token: [removed]|x");
  const echo =
    "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:GET|/v3/p/keypairs/||" +
    "host:kms.example|x-sdk-date:20260101T000000Z|x-security-token:tok||host|e3b0";
  expect(redact(echo, [])).toBe("Incorrect IAM authentication information: verify aksk signature fail");
});

test("removes a long secret that the service has cut at either end", () => {
  const token = "MIIPgwYJKoZIhvcNAQcCoIIPdDCCD3ACAQExDTALBglghkgBZQMEAgEwgg2VBgkqhkiG9w0BBwGggg2GBIINgn";

  expect(redact(`token ${token.slice(0, 40)} is wrong`, [token])).toBe("token [removed] is wrong");
  expect(redact(`token ...${token.slice(40)} is wrong`, [token])).toBe("token ...[removed] is wrong");
  expect(redact(`token ...${token.slice(30, 60)}... is wrong`, [token])).toBe("token ...[removed]... is wrong");
});

test("removes the middle of a password that was cut at both ends", () => {
  const secret = "Sup3r&S3cret/Pass+w<rd";
  for (let at = 1; at + 12 < secret.length; at += 1) {
    expect(redact(`wrong: ...${secret.slice(at, at + 12)}...`, [secret])).toBe("wrong: ...[removed]...");
  }
});

test("leaves ids, digests and encoded texts that hold no secret", () => {
  const encoded = Buffer.from('{"keypair":"ops-2026","server":"web-frontend-1"}').toString("base64");
  const texts = [
    "request 0b7c1f3a9d2e4f5061728394a5b6c7d8 of server 11111111-1111-4111-8111-111111111111",
    "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
    "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8",
    `body ${encoded} at /v3/0123456789abcdef0123456789abcdef/keypairs/associate`,
  ];
  texts.forEach((text) => expect(redact(text, [password, pem, "ops-admin-Passw0rd"])).toBe(text));
});

test("shortens the id of an access key wherever it shows", () => {
  const known = new KnownSecrets();
  known.addAccessKey("HPUACANARYCANARY0001");
  expect(known.redact("The access key HPUACANARYCANARY0001 is not found")).toBe("The access key HPUA... is not found");
});

test("leaves ordinary text alone", () => {
  expect(redact("Update public key error", ["", "ab", "unrelated", "key!"])).toBe("Update public key error");
  expect(redact("the roots of root", ["root"])).toBe("the roots of [removed]");
});

test("takes no longer for hostile text than for any other", () => {
  const known = new KnownSecrets([password, pem]);
  for (const text of [
    "\\u0041%41&amp;",
    "a",
    "x-auth-token: ",
    "-----BEGIN PRIVATE KEY-----",
    "LS0tLS1CRUdJT\n",
    "YWFhYWFhYWFhYWFhYWFh ",
    "61:",
    "61-",
    "&#6",
    "\\u{41}",
    "\u200b",
    "\u001b[31",
    "\r\n",
  ]) {
    const begun = process.cpuUsage();
    known.redact(text.repeat((64 * 1024) / text.length));
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1_000);
  }
});

test("a password that begins with the word leaves the word alone, and is taken out whole or cut off", () => {
  for (const secret of ["password-2026!", "Password1234"]) {
    expect(redact(`${secret.slice(0, 8)} from auth.${secret.slice(0, 8)}`, [secret])).not.toContain("[removed]");
    for (let length = 9; length <= secret.length; length += 1) {
      expect(redact(`got ${secret.slice(0, length)}...`, [secret])).toBe("got [removed]...");
    }
  }
  expect(redact("the password is password", ["password"])).toBe("the [removed] is [removed]");
});
