import { renewed } from "../../provider/src/client/signIn/renewed";

it("fetches nothing for a call that is over already: nobody would hear that it failed", async () => {
  let fetched = 0;
  const token = renewed<string>(
    () => {
      fetched += 1;
      return Promise.reject(new Error("IAM does not answer"));
    },
    { monotonicMs: () => 0 },
  );
  const over = AbortSignal.abort(new Error("the step is over"));
  await expect(token.ready(over)).rejects.toThrow("the step is over");
  await expect(token.replace(undefined, over)).rejects.toThrow("the step is over");
  expect(fetched).toBe(0);
  await expect(token.ready(new AbortController().signal)).rejects.toThrow("IAM does not answer");
});
