import { namedLimit } from "../../provider/src/transport/throttleNotice";

test.each([
  ["The throttling threshold has been reached: policy user over ratelimit,limit:300,time:1 minute", 5],
  ["policy ip over ratelimit,limit:20,time:1 second", 20],
  ["limit: 120 , time: 2 minutes", 1],
  ["limit:0,time:1 minute", undefined],
  ["limit:XX,time:1 minute", undefined],
  ["slow down", undefined],
  [undefined, undefined],
])("finds in %j %j requests a second", (message, expected) => {
  expect(namedLimit(message)).toBe(expected);
});
