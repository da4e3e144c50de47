import { keyOfTask } from "../../../provider/src/operations/binding/keyOfTask";

const BEGAN = 1_768_467_600_500;
const sent = { keyPairName: "kp-a", fingerprint: "old", publicKey: "ssh-rsa OLD" };
const anew = { fingerprint: "new", publicKey: "ssh-rsa NEW", createTime: BEGAN };
const bound = { keyPairName: "kp-a", fingerprint: "new", publicKey: "ssh-rsa NEW" };

it.each([
  ["the pair is the same", sent, { ...anew, fingerprint: "old" }, undefined, sent],
  [
    "nobody knew which key was sent",
    { ...sent, fingerprint: undefined },
    anew,
    undefined,
    { ...sent, fingerprint: undefined },
  ],
  ["the pair was made anew before the task began", sent, anew, BEGAN, bound],
  ["the pair was made anew after the task began", sent, { ...anew, createTime: BEGAN + 1 }, BEGAN, sent],
  ["no list told when the task began", sent, anew, undefined, undefined],
  ["KPS does not say when the pair was made", sent, { fingerprint: "new", publicKey: "" }, BEGAN, undefined],
  [
    "the pair was made in the second that is all a list tells",
    sent,
    { ...anew, createTime: 1_768_467_600_001 },
    1_768_467_600_000,
    undefined,
  ],
  [
    "the task began in the second that is all KPS tells of the pair",
    sent,
    { ...anew, createTime: 1_768_467_600_000 },
    BEGAN,
    undefined,
  ],
])("%s", (_name, key, present, beganAtServiceMs, installed) => {
  expect(keyOfTask(key, present, beganAtServiceMs)).toEqual(installed);
});
