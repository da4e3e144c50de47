import { isAtLeast } from "./versions";

test.each([
  ["3.250.0", "3.216.0", true],
  ["v3.216.0", "3.216.0", true],
  ["3.215.9", "3.216.0", false],
  ["4.0.0", "3.216.0", true],
  ["3.216.0-alpha.1", "3.216.0", true],
  ["go version go1.26.8 linux/amd64", "1.25.11", true],
  ["go version go1.25.10 linux/amd64", "1.25.11", false],
  ["go version go1.26 linux/amd64", "1.25.11", true],
  ["go version devel", "1.25.11", false],
])("%s is at least %s: %s", (version, oldest, expected) => {
  expect(isAtLeast(version, oldest)).toBe(expected);
});
