import { pathFault } from "../../provider/src/model/pathFault";

test.each([
  ["keys/ops.pem", undefined],
  ["/etc/keys/ops key.pem", undefined],
  ["C:\\keys\\ops.pem", undefined],
  ["./~/ops.pem", undefined],
  ["", undefined],
  [" ", /^is blank; /],
  ["\t\u00a0", /^is blank; /],
  ["~/ops.pem", /^starts with "~"/],
  ["$HOME/ops.pem", /^starts with a variable/],
  ["%USERPROFILE%\\ops.pem", /^starts with a variable/],
  ["file:///ops.pem", /^is a URL/],
])("of the path %j", (path, fault) => {
  const found = pathFault(path);
  if (fault === undefined) {
    expect(found).toBeUndefined();
  } else {
    expect(found).toMatch(fault);
  }
});
