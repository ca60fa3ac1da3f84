import assert from "node:assert/strict";
import { test } from "node:test";
import duration from "../../../templates/runtime/parts/duration";

test("a duration has hours, minutes and hundredths of a second, and never days", () => {
  const written = [0, 0.004, 1.5, 59.994, 59.995, 60, 3600, 3661.25, 90_000, -3].map(duration);
  assert.deepEqual(written, ["PT0S", "PT0S", "PT1.5S", "PT59.99S", "PT1M", "PT1M", "PT1H", "PT1H1M1.25S", "PT25H", "PT0S"]);
});
