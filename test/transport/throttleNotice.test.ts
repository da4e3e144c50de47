import { namedLimit } from "../../provider/src/transport/throttleNotice";

test.each([
  [
    "The throttling threshold has been reached: policy user over ratelimit,limit:300,time:1 minute",
    { starts: 300, ms: 60_000 },
  ],
  ["policy ip over ratelimit,limit:20,time:1 second", { starts: 20, ms: 1_000 }],
  ["limit: 120 , time: 2 minutes", { starts: 120, ms: 120_000 }],
  ["limit:0,time:1 minute", undefined],
  ["limit:XX,time:1 minute", undefined],
  ["slow down", undefined],
  [undefined, undefined],
])("finds in %j the limit %j", (message, expected) => {
  expect(namedLimit(message)).toEqual(expected);
});
