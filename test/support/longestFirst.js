const { join } = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");

/** Suites of the real engine take longest and those without a process least: last of all, they leave no worker idle. */
const ORDER = ["engine", "host", "unit"];

/** Plays for minutes, which the size of its file does not tell. */
const DOSE = join("simulation", "dose");

/** Runs suites by their project, and within it as jest does: by how long they took before, or how large they are. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ context }) => ORDER.indexOf(context.config.displayName.name);
    const isDose = ({ path }) => Number(path.includes(DOSE));
    return super.sort(tests).sort((one, other) => place(one) - place(other) || isDose(other) - isDose(one));
  }
};
