import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";
import { Server } from "./server";

const config = new pulumi.Config();
const server = new Server("web", config.require("serverId"));

const binding = new kps.KeyPairBinding(
  "web",
  { serverId: server.id, keyPairName: config.require("keyPair"), auth: { passwordEnv: "ROOT_PASSWORD" } },
  // The key goes with the server's disk: nothing is to be unbound when the server is destroyed as well.
  { deletedWith: server },
);

export const bound = binding.boundKeyPairName;
