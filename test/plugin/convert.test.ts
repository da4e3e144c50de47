import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { plain, struct } from "../../provider/src/plugin/convert";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const OUTPUT = { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4" };

test("what the engine marks as secret is in the clear for the handlers, at every depth, in another secret too", () => {
  const sent = Struct.fromJavaScript({
    name: "ops",
    auth: [{ password: { ...SECRET, value: "p" } }],
    keyProtection: { ...SECRET, value: { privateKey: { ...SECRET, value: "k" } } },
  });
  expect(plain(sent)).toEqual({ name: "ops", auth: [{ password: "p" }], keyProtection: { privateKey: "k" } });
});

test("an output is its value for the handlers, whatever it depends on, and one without a value is not known yet", () => {
  const dependencies = ["urn:pulumi:dev::web::kps:index:KeyPair::ops"];
  const sent = Struct.fromJavaScript({
    auth: [{ password: { ...OUTPUT, value: { ...SECRET, value: "p" }, secret: true, dependencies } }],
    keyPairName: { ...OUTPUT, dependencies },
    port: { ...OUTPUT, value: null },
  });
  expect(plain(sent)).toEqual({
    auth: [{ password: "p" }],
    keyPairName: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    port: null,
  });
});

test("an object that stands for something else stays as it is", () => {
  const other = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", path: "a" };
  expect(plain(Struct.fromJavaScript({ other }))).toEqual({ other });
});

test("no properties at all are an empty object", () => {
  expect(plain(undefined)).toEqual({});
});

test("properties that are secret are marked as a whole, and come back in the clear", () => {
  const answered = struct({ password: "p", port: 22 }, (key) => key === "password");
  expect(answered.toJavaScript()).toEqual({ password: { ...SECRET, value: "p" }, port: 22 });
  expect(plain(answered)).toEqual({ password: "p", port: 22 });
});

test("what gRPC cannot carry never gets there", () => {
  expect(struct({ gone: undefined, half: "a\ud800", at: new Date(0) }).toJavaScript()).toEqual({
    half: "a\ufffd",
    at: "1970-01-01T00:00:00.000Z",
  });
});
