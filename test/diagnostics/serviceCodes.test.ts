import { adviceFor, adviceForStatus, KNOWN_CODES } from "../../provider/src/diagnostics/serviceCodes";
import { Exit } from "../../provider/src/diagnostics/exit";
import { KnownSecrets } from "../../provider/src/diagnostics/secrets/knownSecrets";

const exit = new Exit(new KnownSecrets());

test("nothing of an advice is taken for a secret on its way out", () => {
  const advices = [
    ...KNOWN_CODES.map((code) => adviceFor(code)),
    ...[401, 403, 407, 429, 500].map((status) => adviceForStatus(status)),
  ];
  for (const advice of advices) {
    const { cause = "", next = "" } = advice ?? {};
    expect([exit.line(cause), exit.line(next)]).toEqual([cause, next]);
    expect(next).not.toBe("");
  }
});
