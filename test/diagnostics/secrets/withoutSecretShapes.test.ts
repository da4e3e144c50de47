import { withoutSecretShapes } from "../../../provider/src/diagnostics/secrets/withoutSecretShapes";

const pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIG\n-----END PRIVATE KEY-----";

test.each([
  ["as it is", pem],
  ["in base64", Buffer.from(pem).toString("base64")],
  ["in hex", Buffer.from(pem).toString("hex")],
  ["in hex with capitals", Buffer.from(pem).toString("hex").toUpperCase()],
])("takes out every private key that stands there %s, and nothing else", (_, written) => {
  expect(withoutSecretShapes(`one: ${written}; two: ${written}; three`)).toBe("one: [removed]; two: [removed]; three");
});

test.each([
  ["that end", `${pem}\n`],
  ["in base64", "LS0tLS1CRUdJT!"],
  ["that have no end", "-----BEGIN PRIVATE KEY-----"],
])("looks at a long text of keys %s only once", (_, key) => {
  // Parameters of a background task may have as much as an answer: megabytes.
  const text = key.repeat((2 * 1024 * 1024) / key.length);
  const begun = process.cpuUsage();
  withoutSecretShapes(text);
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1_000);
});
