// A run of the real engine takes seconds, on a busy machine many.
jest.setTimeout(180_000);
