import { redact } from "../../provider/src/transport/redact";

const pem = [
  "-----BEGIN RSA PRIVATE KEY-----",
  "MIIEowIBAAKCAQEAcanarycanarycanarycanarycanarycanarycanarycanary",
  "Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9v",
  "-----END RSA PRIVATE KEY-----",
  "",
].join("\n");
const password = 'S3cret/"pass word"+äé!';

test.each([
  ["raw", password],
  ["base64", Buffer.from(password).toString("base64")],
  ["base64url", Buffer.from(password).toString("base64url")],
  ["URL-escaped", encodeURIComponent(password)],
  ["RFC 3986-escaped", encodeURIComponent(password).replace("!", "%21")],
  ["JSON-escaped", JSON.stringify(password)],
])("removes a secret that comes back %s", (_name, echo) => {
  const shown = redact(`before ${echo} after`, [password]);

  expect(shown).not.toContain(echo);
  expect(shown).toMatch(/^before "?\[removed\]"? after$/);
});

test("removes a private key whole, by the line, and as JSON", () => {
  const lines = pem.split("\n");

  for (const echo of [pem, JSON.stringify({ key: pem }), `line ${lines[2] ?? ""}`, pem.slice(0, 90)]) {
    expect(redact(`invalid key: ${echo}`, [pem])).not.toMatch(/canary|Zm9vYmFy/);
  }
  expect(redact(`invalid key: ${pem}`, [])).not.toContain("canary");
});

test("removes a long secret that the service has cut", () => {
  const token = "MIIPgwYJKoZIhvcNAQcCoIIPdDCCD3ACAQExDTALBglghkgBZQMEAgEwgg2VBgkqhkiG9w0BBwGggg2GBIINgn";

  expect(redact(`token ${token.slice(0, 40)} is wrong`, [token])).toBe("token [removed] is wrong");
});

test("cuts the canonical request that a gateway echoes, and token headers anywhere", () => {
  const echo =
    "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:GET|/v3/p/keypairs/||" +
    "host:kms.example|x-sdk-date:20260101T000000Z|x-security-token:tok||host|e3b0";

  expect(redact(echo, [])).toBe("Incorrect IAM authentication information: verify aksk signature fail");
  expect(redact("bad header X-Auth-Token: abc123|x", [])).toBe("bad header X-Auth-Token: [removed]|x");
});

test("leaves ordinary text alone", () => {
  expect(redact("Update public key error", ["", "ab", "unrelated"])).toBe("Update public key error");
});
