import { deleteDmsTask } from "../../../provider/src/client/dms/deleteDmsTask";
import { listDmsTasks } from "../../../provider/src/client/dms/listDmsTasks";
import { showDmsTask } from "../../../provider/src/client/dms/showDmsTask";
import { listServers } from "../../../provider/src/client/ecs/listServers";
import { showServer } from "../../../provider/src/client/ecs/showServer";
import { createToken } from "../../../provider/src/client/iam/createToken";
import { listProjects } from "../../../provider/src/client/iam/listProjects";
import type { dmsSamples } from "../samples/dmsSamples";
import { iamSamples } from "../samples/iamSamples";
import { sampleNames } from "../samples/sampleNames";
import type { Decoding } from "./decoding";

const { server, keyPair, instance, userName, userPassword, domainName } = sampleNames;

const dmsTask = {
  id: "ff80a",
  name: "modifyAutoTopic",
  params: '{"enable":true}',
  userName: "u",
  userId: "x",
  status: "SUCCESS",
  createdAt: Date.UTC(2024, 0, 2, 3, 4, 5, 678),
  updatedAt: Date.UTC(2024, 0, 2, 3, 4, 9),
};

/** DMS. */
export const dmsDecodings: Record<keyof typeof dmsSamples, Decoding> = {
  "ListBackgroundTasks by start": {
    call: (cloud) =>
      listDmsTasks(cloud, instance, {
        start: 1,
        limit: 10,
        beginTime: Date.UTC(2024, 0, 2, 3, 4, 5),
        endTime: Date.UTC(2024, 0, 3),
      }),
    value: { taskCount: 1, tasks: [dmsTask], unreadable: [] },
  },
  "ListBackgroundTasks by offset": {
    call: (cloud) => listDmsTasks(cloud, instance, { offset: 0, limit: 10 }),
    value: { taskCount: 1, tasks: [dmsTask], unreadable: [] },
  },
  ShowBackgroundTask: { call: (cloud) => showDmsTask(cloud, instance, "ff80a"), value: dmsTask },
  DeleteBackgroundTask: { call: (cloud) => deleteDmsTask(cloud, instance, "ff80a"), value: undefined },
};

const decodedServer = {
  id: server,
  name: "web-1",
  status: "ACTIVE",
  keyName: keyPair,
  powerState: 1,
  createdAtMs: 1_704_164_645_000,
  metadata: { os_type: "Linux", image_name: "Ubuntu 24.04", "metering.imagetype": "gold" },
};

/** ECS, as far as the client calls it. */
export const ecsDecodings: Record<"ShowServer" | "ListServersDetails", Decoding> = {
  ShowServer: { call: (cloud) => showServer(cloud, server), value: decodedServer },
  ListServersDetails: {
    call: (cloud) => listServers(cloud, { limit: 10, offset: 1 }),
    value: {
      count: 1,
      shown: 1,
      servers: [decodedServer],
      keys: [{ id: server, name: "web-1", keyName: keyPair }],
      unreadable: [],
    },
  },
};

const { response, responseHeaders } = iamSamples.KeystoneCreateUserTokenByPassword;

/** IAM, as far as the client calls it. */
export const iamDecodings: Record<"KeystoneCreateUserTokenByPassword" | "KeystoneListProjects", Decoding> = {
  KeystoneCreateUserTokenByPassword: {
    call: (cloud) =>
      createToken(cloud.iam, { userName, password: userPassword, domainName, project: { name: "cn-north-4" } }),
    value: {
      token: responseHeaders["X-Subject-Token"],
      issuedAt: Date.UTC(2024, 0, 2, 3, 4, 5, 678),
      userId: sampleNames.user,
      expiresAt: Date.UTC(2024, 0, 3, 3, 4, 5, 678),
      projectId: response.token.project.id,
    },
  },
  KeystoneListProjects: {
    call: (cloud) => listProjects(cloud.iam, { name: "cn-north-4" }),
    value: {
      projects: [
        {
          id: response.token.project.id,
          name: "cn-north-4",
          domainId: response.token.project.domain.id,
        },
      ],
      unreadable: 0,
    },
  },
};
