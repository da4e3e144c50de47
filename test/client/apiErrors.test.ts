import { isKeyPairNotFound, isServerNotFound } from "../../provider/src/client/apiErrors";
import { ServiceError } from "../../provider/src/transport/serviceError";

const refusal = (service: string, code: string): ServiceError =>
  new ServiceError({ service, operation: "Show", method: "GET", host: "h", path: "/", status: 404, code });

test.each(["Ecs.0114", "ECS.0114", "ecs.0114"])("a server is gone by the code %s, in whatever letters", (code) => {
  expect(isServerNotFound(refusal("ECS", code))).toBe(true);
  expect(isServerNotFound(refusal("KPS", code))).toBe(false);
});

test.each([
  ["kps.4016", true],
  ["KPS.6004", true],
  ["KPS.401", false],
  ["", false],
])("a key pair is gone by the code %j: %j", (code, isGone) => {
  expect(isKeyPairNotFound(refusal("KPS", code))).toBe(isGone);
});
