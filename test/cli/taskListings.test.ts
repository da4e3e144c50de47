import { fitTable } from "../../provider/src/cli/table";
import { failedListing, runningListing } from "../../provider/src/cli/taskListings";

const serverId = "4116467c-a1b2-4c3d-9e8f-0123456789ab";
const task = {
  taskId: "0f6b1c2d-0000-4000-8000-000000000001",
  taskTime: "2026-11-21T02:46:49.000Z",
  operateType: "FAILED_BIND",
  operation: "BIND" as const,
  serverName: "",
  serverId,
  keyPairName: "ops",
  errorMessage: "Login failed",
};

test.each([failedListing, runningListing])(
  "a server without a name is called by its id where there is little room",
  (listing) => {
    const { lines } = fitTable(listing.columns, [task], 80, (_, text) => text);

    const shown = lines
      .map((line) => line.split(/ {2,}/))
      .join(" ")
      .replaceAll(/[\s,]/g, "");
    expect(lines.join("\n")).not.toContain("SERVER ID");
    serverId.split("-").forEach((part) => expect(shown).toContain(part));
  },
);
