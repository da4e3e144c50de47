import { emulateInProcess, startEmulator, type EmulatorOptions, type QuirksPatch } from "../src/index";
import { machineSurroundings } from "../src/surroundings";

it.each<[EmulatorOptions, string]>([
  [{ timeScale: -1 }, "timeScale"],
  [{ requestsPerMinute: 1.5 }, "requestsPerMinute"],
  [{ quirks: JSON.parse('{"secondTasks":"queue"}') as QuirksPatch }, "secondTasks"],
])("settings of the start that the control would refuse are refused: %j", async (options, name) => {
  await expect(startEmulator(options)).rejects.toThrow(name);
  expect(() => emulateInProcess(options, machineSurroundings)).toThrow(name);
});
