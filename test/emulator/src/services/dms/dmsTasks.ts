import { Refusal } from "../../refusal";
import { dmsChangedAt, dmsStatus, type DmsInstance, type DmsTask } from "../../world/dmsInstance";
import type { World } from "../../world/world";

/** A refusal in the form of DMS. */
export function dmsRefusal(status: number, code: string, message: string): Refusal {
  return new Refusal(status, { error_code: code, error_msg: message });
}

/** @throws Refusal 404 DMS.00404022 */
export function findInstance(world: World, id: string): DmsInstance {
  const instance = world.dmsInstances.get(id);
  if (instance === undefined) {
    throw dmsRefusal(404, "DMS.00404022", "This instance does not exist.");
  }
  return instance;
}

/** @throws Refusal 404 DMS.00404022, 400 DMS.00400070 */
export function findDmsTask(
  world: World,
  instanceId: string,
  taskId: string,
): { instance: DmsInstance; task: DmsTask } {
  const instance = findInstance(world, instanceId);
  const task = instance.tasks.get(taskId);
  if (task === undefined) {
    throw dmsRefusal(400, "DMS.00400070", "Invalid background task ID.");
  }
  return { instance, task };
}

/** A background task as DMS shows it. */
export function dmsTaskBody(world: World, task: DmsTask): object {
  const now = world.clock.now();
  const { users } = world.identities;
  const user = users.find(({ name }) => name === task.userName) ?? users[0];
  return {
    id: task.id,
    name: task.name,
    params: task.params,
    user_name: task.userName,
    user_id: user?.id,
    status: dmsStatus(task, now),
    created_at: new Date(task.createdAt).toISOString(),
    updated_at: new Date(dmsChangedAt(task, now)).toISOString(),
  };
}
