import { misnamedSettings } from "../../provider/src/model/settingNames";

test.each([
  ["accesskey", "other capitals"],
  ["secret_key", "another way to write it"],
  ["regoin", "two letters that changed places"],
  ["endpont", "a letter that is missing"],
  ["tokenn", "a letter too much"],
  ["prefile", "another letter"],
  ["accessKeyId", "the word of another tool"],
])("%s was meant to be a setting: %s", (name) => {
  expect(misnamedSettings({ [name]: "x", region: "cn-north-4" })).toEqual([name]);
});

test.each(["region", "endpoint", "endpoints", "url", "servers", "userPassword", "domainId", "constructor", ""])(
  "%p is a setting, or something else altogether",
  (name) => {
    expect(misnamedSettings({ [name]: "x", accesskey: undefined, regoin: null })).toEqual([]);
  },
);
