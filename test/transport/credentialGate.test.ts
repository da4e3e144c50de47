import { CredentialGate } from "../../provider/src/transport/credentialGate";
import { ServiceError } from "../../provider/src/transport/serviceError";
import { errorOf } from "./errorOf";

const never = new AbortController().signal;

/** An attempt that ends when told to. */
function attempt() {
  let end: { resolve: (value: string) => void; reject: (error: unknown) => void } | undefined;
  const run = jest.fn(
    () =>
      new Promise<string>((resolve, reject) => {
        end = { resolve, reject };
      }),
  );
  return { run, resolve: (value: string) => end?.resolve(value), reject: (error: unknown) => end?.reject(error) };
}

function refusal(status: number, code?: string): ServiceError {
  return new ServiceError({ service: "KPS", operation: "X", method: "GET", host: "h", path: "/", status, code });
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("the first request goes alone, the others follow together", async () => {
  const gate = new CredentialGate();
  const [first, second, third] = [attempt(), attempt(), attempt()];
  const results = [first, second, third].map(({ run }) => gate.run(never, run));
  await settle();
  expect([first, second, third].map(({ run }) => run.mock.calls.length)).toEqual([1, 0, 0]);

  first.resolve("a");
  await settle();
  expect([first, second, third].map(({ run }) => run.mock.calls.length)).toEqual([1, 1, 1]);

  second.resolve("b");
  third.resolve("c");
  expect(await Promise.all(results)).toEqual(["a", "b", "c"]);
});

test.each([
  ["401", refusal(401)],
  ["the gateway's code with another status", refusal(403, "APIGW.0301")],
])("%s stops every other request with the same error, also later ones", async (_name, error) => {
  const gate = new CredentialGate();
  const [first, second, third] = [attempt(), attempt(), attempt()];
  const firstError = errorOf(gate.run(never, first.run));
  const secondError = errorOf(gate.run(never, second.run));

  first.reject(error);

  expect(await firstError).toBe(error);
  expect(await secondError).toBe(error);
  expect(await errorOf(gate.run(never, third.run))).toBe(error);
  expect(second.run).not.toHaveBeenCalled();
  expect(third.run).not.toHaveBeenCalled();
});

test.each([
  ["a broken connection", new Error("reset"), 0],
  ["503", refusal(503), 0],
  ["429", refusal(429), 0],
  ["403", refusal(403), 1],
  ["404", refusal(404), 1],
])("after %s the credential is as trusted as that proves", async (_name, error, third) => {
  const gate = new CredentialGate();
  const attempts = [attempt(), attempt(), attempt()] as const;
  const results = attempts.map(({ run }) => gate.run(never, run).catch(() => "failed"));

  attempts[0].reject(error);
  await settle();

  expect(attempts[1].run).toHaveBeenCalledTimes(1);
  expect(attempts[2].run).toHaveBeenCalledTimes(third);
  attempts[1].resolve("b");
  await settle();
  attempts[2].resolve("c");
  expect(await Promise.all(results)).toEqual(["failed", "b", "c"]);
});

test("whoever waits for the first one can be stopped", async () => {
  const gate = new CredentialGate();
  const first = attempt();
  const held = gate.run(never, first.run);
  const stop = new AbortController();
  const waiting = errorOf(gate.run(stop.signal, attempt().run));

  stop.abort(new Error("enough"));

  expect(await waiting).toMatchObject({ message: "enough" });
  first.resolve("a");
  await held;
});
