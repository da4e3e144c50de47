import { output } from "@pulumi/pulumi";
import { pluginFront } from "../../provider/src/onPlugin/pluginFront";
import { dynamicFront } from "../../provider/src/resources/dynamicFront";
import type { ResourceKind } from "../../provider/src/resources/front";

const KIND: ResourceKind = { name: "KeyPair", handlers: "keyPair", insteadOfImport: "declare it" };

it("each front takes over from the other by an alias, beside those that were given", () => {
  const given = { aliases: [{ name: "before" }] };
  const onPlugin = pluginFront.registration(KIND, "ops", {}, given);
  const dynamic = dynamicFront.registration(KIND, "ops", {}, given);
  expect(onPlugin.options.aliases).toEqual([{ name: "before" }, { type: dynamic.type }]);
  expect(dynamic.options.aliases).toEqual([{ name: "before" }, { type: onPlugin.type }]);
});

it("timeouts become the engine's own, before customTimeouts that are given", () => {
  const opts = { customTimeouts: { create: "9m", delete: "3m" } };
  const { props, options } = pluginFront.registration(KIND, "ops", { name: "n", timeouts: { create: "5m" } }, opts);
  expect(props).toEqual({ name: "n" });
  expect(options.customTimeouts).toEqual({ create: "5m", delete: "3m" });
});

it.each([null, { create: null }])("timeouts of %j are timeouts that are not set", (timeouts) => {
  const { props, options } = pluginFront.registration(
    KIND,
    "ops",
    JSON.parse(JSON.stringify({ timeouts })) as object,
    {},
  );
  expect({ props, create: options.customTimeouts?.create }).toEqual({ props: {}, create: undefined });
});

it("timeouts that are not known yet cannot be the engine's", () => {
  const timeouts = { create: output("5m") };
  expect(() => pluginFront.registration(KIND, "ops", { timeouts }, {})).toThrow(
    'KeyPair: timeouts.create has to be a text such as "45m" on the plugin, and no output',
  );
});

it.each([
  [{ creat: "45m" }, "KeyPair: timeouts has no creat, check the spelling; there are create, update, delete"],
  ["45m", 'KeyPair: timeouts has to be an object such as { create: "45m" } on the plugin, and no output'],
  [["45m"], "KeyPair: timeouts has to be an object"],
  [output({ create: "45m" }), "KeyPair: timeouts has to be an object"],
])("timeouts of which nothing would come are refused: %j", (timeouts, refusal) => {
  expect(() => pluginFront.registration(KIND, "ops", { timeouts: timeouts as object }, {})).toThrow(refusal);
});

it("what exists can be imported", () => {
  expect(pluginFront.registration(KIND, "ops", {}, { import: "ops" }).options.import).toBe("ops");
});
