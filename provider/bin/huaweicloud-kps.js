#!/usr/bin/env node
// npm links a command only if its file is there when it installs, and a checkout is built after that.
require("../dist/bundle/cli.js");
