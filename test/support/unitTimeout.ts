// What these tests wait for takes no real time: whatever takes a minute hangs. Less would measure how busy the machine is.
jest.setTimeout(60_000);
